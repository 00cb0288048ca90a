package dev.annals.foundation.projection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What operators see of projections and wish of them, whichever process runs them. */
public interface ProjectionOperations {

    /** All projections, by name. */
    List<ProjectionStatus> projections();

    /** The parked events of a projection's live generation, by row and position. */
    List<ParkedEvent> parked(String projection, int limit);

    /** Whether there is a projection of that name. */
    boolean exists(String projection);

    /** Whether anything of that row is parked. */
    boolean isParked(String projection, String rowKey);

    /** Whether a rebuild is wished or under way. */
    boolean isRebuilding(String projection);

    /** Writes a wish down in the current transaction; the process that it concerns picks it up. */
    void wish(Operation operation);

    /** The rebuild of that projection that is under way. */
    Optional<Operation> rebuildOf(String projection);

    /**
     * Ends a rebuild in the current transaction; the generation that serves goes on serving.
     *
     * @return false where it has ended already
     */
    boolean cancel(UUID operationId);

    /** What became of a wish. */
    Optional<Operation> find(UUID operationId);
}
