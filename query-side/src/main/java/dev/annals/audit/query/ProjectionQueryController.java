package dev.annals.audit.query;

import static dev.annals.audit.OperationRefusal.OPERATION_NOT_FOUND;
import static dev.annals.audit.OperationRefusal.PROJECTION_NOT_FOUND;
import static dev.annals.shared.CommandRefused.refuseUnless;
import static dev.annals.shared.Permission.PROJECTIONS_OPERATE;
import static org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE;

import dev.annals.foundation.projection.Operation;
import dev.annals.foundation.projection.ParkedEvent;
import dev.annals.foundation.projection.ProjectionOperations;
import dev.annals.foundation.projection.ProjectionStatus;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Page;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How projections are, straight from the tables that they are run by: no read model could say it of itself. */
@RestController
@RequestMapping("/api/v1/projections")
class ProjectionQueryController {

    private static final int MOST = 1_000;

    private final ProjectionOperations projections;
    private final OperationWatch watch;
    private final Sight sight;

    ProjectionQueryController(ProjectionOperations projections, OperationWatch watch, Sight sight) {
        this.projections = projections;
        this.watch = watch;
        this.sight = sight;
    }

    @GetMapping
    Page<ProjectionStatus> projections(Caller caller) {
        sight.require(caller, PROJECTIONS_OPERATE);
        return new Page<>(projections.projections(), null);
    }

    /** The first thousand, by row and position. */
    @GetMapping("/{name}/parked")
    Page<ParkedEvent> parked(@PathVariable String name, Caller caller) {
        sight.require(caller, PROJECTIONS_OPERATE);
        refuseUnless(projections.exists(name), PROJECTION_NOT_FOUND);
        return new Page<>(projections.parked(name, MOST), null);
    }

    @GetMapping("/operations/{operation}")
    Operation operation(@PathVariable UUID operation, Caller caller) {
        sight.require(caller, PROJECTIONS_OPERATE);
        return found(operation);
    }

    /** The same as server-sent events, one whenever it has changed, until it has ended. */
    @GetMapping(path = "/operations/{operation}/progress", produces = TEXT_EVENT_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    SseEmitter operationProgress(@PathVariable UUID operation, Caller caller, HttpServletResponse response) {
        sight.require(caller, PROJECTIONS_OPERATE);
        // A proxy that collects would show nothing until the end.
        response.setHeader("X-Accel-Buffering", "no");
        return watch.watch(found(operation));
    }

    private Operation found(UUID operation) {
        return projections.find(operation).orElseThrow(() -> new CommandRefused(OPERATION_NOT_FOUND));
    }
}
