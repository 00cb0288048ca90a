package dev.annals.role.query;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RoleHistoryRows extends Repository<RoleHistoryRow, Long> {

    @Query("select h from RoleHistoryRow h where h.userId = :userId and h.logIndex < :before"
            + " order by h.generation desc, h.userId desc, h.logIndex desc")
    List<RoleHistoryRow> before(UUID userId, long before, Limit limit);

    /** Everything that happened to a user's roles up to an index, oldest first. */
    @Query("select h from RoleHistoryRow h where h.userId = :userId and h.logIndex <= :last order by h.logIndex")
    List<RoleHistoryRow> upTo(UUID userId, long last);

    /** The grants of a role that were not followed by a revocation up to an index. */
    @Query("select h from RoleHistoryRow h where h.role = :role and h.userId > :after and h.logIndex <= :last"
            + " and h.granted and not exists (select 1 from RoleHistoryRow l where l.role = h.role"
            + " and l.userId = h.userId and l.logIndex > h.logIndex and l.logIndex <= :last)"
            + " order by h.generation, h.role, h.userId, h.logIndex")
    List<RoleHistoryRow> holdersAt(String role, long last, UUID after, Limit limit);
}
