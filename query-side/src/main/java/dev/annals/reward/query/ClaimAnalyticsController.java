package dev.annals.reward.query;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.campaign.CampaignId;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Sight;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.reward.ClaimFigures;
import dev.annals.shared.Page;
import dev.annals.shared.Permission;
import dev.annals.shared.SharedRefusal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures about claims, as JSON and, with {@code .csv}, for a spreadsheet. Without a range: the last thirty days. */
@RestController
@RequestMapping("/api/v1/analytics")
class ClaimAnalyticsController {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 1_100;

    private final ClaimFiguresTable figures;
    private final ReadModels readModels;
    private final Sight sight;

    ClaimAnalyticsController(ClaimFiguresTable figures, ReadModels readModels, Sight sight) {
        this.figures = figures;
        this.readModels = readModels;
        this.sight = sight;
    }

    @GetMapping("/claims")
    Page<ClaimFigures> claims(
            @RequestParam(name = "campaign_id", required = false) @Nullable CampaignId campaignId,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        return new Page<>(byDay(campaignId, from, to, caller, position), null);
    }

    @GetMapping(path = "/claims.csv", produces = "text/csv")
    String claimsCsv(
            @RequestParam(name = "campaign_id", required = false) @Nullable CampaignId campaignId,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        var lines = byDay(campaignId, from, to, caller, position).stream()
                .map(day -> Stream.of(
                                day.period(),
                                day.campaignId(),
                                day.granted(),
                                day.delivered(),
                                day.failed(),
                                day.reversed(),
                                day.refused())
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")));
        return Stream.concat(Stream.of("period,campaign_id,granted,delivered,failed,reversed,refused"), lines)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private List<ClaimFigures> byDay(
            @Nullable CampaignId campaignId,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Caller caller,
            ReadPosition position) {
        sight.require(caller, Permission.CLAIMS_READ);
        var last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
        var first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        refuseUnless(!first.isAfter(last) && first.plusDays(MOST_DAYS).isAfter(last), SharedRefusal.INVALID_VALUE);
        position.await(readModels, "claim-history");
        return figures.byDay(first, last, campaignId);
    }
}
