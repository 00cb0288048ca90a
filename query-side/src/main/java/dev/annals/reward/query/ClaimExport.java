package dev.annals.reward.query;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.reward.ClaimRecord;
import dev.annals.reward.RewardItem;
import dev.annals.reward.RewardQuery.Filter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the claim history out, oldest first, page after page: as long as it may be, a page of it is in memory. */
@Component
class ClaimExport {

    /** In which form. */
    enum Form {
        CSV("text/csv"),
        NDJSON("application/x-ndjson");

        final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    private static final int PAGE = 500;
    private static final List<String> HEAD = List.of(
            "event_id",
            "claim_id",
            "status",
            "code",
            "refusals",
            "campaign_id",
            "reward_id",
            "user_id",
            "number",
            "delivery",
            "items",
            "at",
            "settled_at",
            "settled_by",
            "reason");

    private final ClaimRows claims;
    private final PersonalData personal;
    private final JsonMapper json;

    ClaimExport(ClaimRows claims, PersonalData personal, JsonMapper json) {
        this.claims = claims;
        this.personal = personal;
        this.json = json;
    }

    void write(Filter filter, Form form, Writer out) throws IOException {
        if (form == Form.CSV) out.write(Csv.line(HEAD));
        var last = 0L;
        List<ClaimRow> page;
        do {
            page = claims.find(filter, true, last, PAGE);
            if (page.isEmpty()) return;
            last = page.getLast().logIndex;
            var records = page.stream().map(ClaimRow::claim).toList();
            personal.prefetch(records.stream()
                    .filter(record -> record.reason() != null)
                    .map(record -> record.userId().value())
                    .distinct()
                    .toList());
            for (var record : records)
                out.write(form == Form.CSV ? line(record) : json.writeValueAsString(record) + "\n");
        } while (page.size() == PAGE);
    }

    private String line(ClaimRecord record) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(record.eventId());
        cells.add(text(record.claimId()));
        cells.add(record.status());
        cells.add(record.code());
        cells.add(record.refusals());
        cells.add(record.campaignId());
        cells.add(record.rewardId());
        cells.add(record.userId());
        cells.add(record.number());
        cells.add(record.delivery());
        cells.add(record.items().stream().map(ClaimExport::item).collect(Collectors.joining("; ")));
        cells.add(record.at());
        cells.add(record.settledAt());
        cells.add(text(record.settledBy()));
        cells.add(personal.openNullable(record.reason()));
        return Csv.line(cells);
    }

    private static String item(RewardItem item) {
        return item.quantity() + " " + item.item();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }
}
