package dev.annals.audit.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.audit.AuditRefusal;
import dev.annals.foundation.evidence.AuditChain;
import dev.annals.foundation.evidence.ChainSection;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands out the log as it is stored, in sections that end with what is sealed. Whoever was interrupted asks again after the
 * last section that he has.
 */
@RestController
@RequestMapping("/api/v1/audit/export")
class ExportController {

    private static final int MOST = 1_000_000;
    private static final int BUFFER = 1 << 16;

    private final AuditChain chain;
    private final Sight sight;
    private final ReadsAreEvents reads;

    ExportController(AuditChain chain, Sight sight, ReadsAreEvents reads) {
        this.chain = chain;
        this.sight = sight;
        this.reads = reads;
    }

    /** What the next export is going to hold: its manifest. */
    @GetMapping("/section")
    ChainSection section(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @Nullable Long last,
            @RequestParam(defaultValue = "100000") int limit,
            @RequestParam(required = false) @Nullable String store,
            Caller caller) {
        sight.require(caller, Permission.AUDIT_EXPORT);
        return checked(after, last, limit, store);
    }

    /** @param format {@code ndjson}, which can be verified without us, or {@code csv}; compressed with gzip */
    @GetMapping
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/gzip", schema = @Schema(type = "string", format = "binary")))
    void export(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @Nullable Long last,
            @RequestParam(defaultValue = "100000") int limit,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam(defaultValue = "ndjson") String format,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        sight.require(caller, Permission.AUDIT_EXPORT);
        if (!format.equals("ndjson") && !format.equals("csv"))
            throw new CommandRefused(SharedRefusal.INVALID_VALUE, "'format' is ndjson or csv.");
        var section = checked(after, last, limit, store);
        reads.record(caller.userId(), "GET /api/v1/audit/export", null, request.getQueryString());
        response.setContentType("application/gzip");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"audit-%012d-%012d.%s.gz\"".formatted(section.after(), section.last(), format));
        try (var body = new Compressed(response.getOutputStream())) {
            if (format.equals("csv")) new CsvExport(body).write(section, chain);
            else new NdjsonExport(body).write(section, chain);
        }
    }

    private ChainSection checked(long after, @Nullable Long last, int limit, @Nullable String store) {
        refuseUnless(after >= 0 && limit >= 1 && limit <= MOST, SharedRefusal.INVALID_VALUE);
        var status = chain.status();
        refuseUnless(store == null || store.equals(status.store()), SharedRefusal.INVALID_POSITION);
        refuseUnless(after <= status.position() + status.lag(), AuditRefusal.POSITION_BEYOND_HEAD);
        refuseUnless(status.seal() != null, AuditRefusal.NOTHING_SEALED);
        return chain.section(after, last == null ? Long.MAX_VALUE : last, limit);
    }

    /** Quick rather than small. */
    private static final class Compressed extends GZIPOutputStream {

        Compressed(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
