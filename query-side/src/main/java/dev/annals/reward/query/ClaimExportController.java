package dev.annals.reward.query;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.RewardId;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.reward.ClaimStatus;
import dev.annals.reward.RewardQuery.Filter;
import dev.annals.reward.query.ClaimExport.Form;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The claim history for spreadsheets and for programs, as long as it may be. */
@RestController
@RequestMapping("/api/v1/claims/export")
class ClaimExportController {

    private final ClaimExport export;
    private final ReadModels readModels;
    private final Sight sight;

    ClaimExportController(ClaimExport export, ReadModels readModels, Sight sight) {
        this.export = export;
        this.readModels = readModels;
        this.sight = sight;
    }

    /** @param format {@code csv}, safe to open in a spreadsheet, or {@code ndjson}, one JSON object a line */
    @GetMapping
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
            })
    void exportClaims(
            @RequestParam(name = "campaign_id", required = false) @Nullable CampaignId campaignId,
            @RequestParam(name = "reward_id", required = false) @Nullable RewardId rewardId,
            @RequestParam(name = "user_id", required = false) @Nullable UserId userId,
            @RequestParam(required = false) @Nullable ClaimStatus status,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "csv") String format,
            Caller caller,
            ReadPosition position,
            HttpServletResponse response)
            throws IOException {
        sight.require(caller, Permission.CLAIMS_READ);
        var form = form(format);
        position.await(readModels, "claim-history");
        response.setContentType(form.mediaType);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"claims." + format + "\"");
        var out = response.getWriter();
        export.write(new Filter(campaignId, rewardId, userId, status, code, from, to), form, out);
        out.flush();
    }

    private static Form form(String format) {
        return switch (format) {
            case "csv" -> Form.CSV;
            case "ndjson" -> Form.NDJSON;
            default -> throw new CommandRefused(SharedRefusal.INVALID_VALUE, "'format' is csv or ndjson.");
        };
    }
}
