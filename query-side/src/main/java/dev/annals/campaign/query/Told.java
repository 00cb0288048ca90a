package dev.annals.campaign.query;

import static dev.annals.campaign.FactKind.FRIEND;
import static dev.annals.campaign.FactKind.PROFILE;
import static dev.annals.campaign.FactKind.SIGN_IN;

import dev.annals.campaign.FactKind;
import dev.annals.campaign.Facts;
import dev.annals.campaign.Facts.Fact;
import dev.annals.campaign.Facts.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event as the read table has it. */
record Told(
        FactKind kind,
        String eventId,
        Instant at,
        @Nullable Boolean hasName,
        @Nullable Boolean hasEmail) {

    /** What all of them, in the order of the log, say of one user. */
    static Facts facts(List<Told> told) {
        return new Facts(of(SIGN_IN, told), of(FRIEND, told), profile(told));
    }

    private static List<Fact> of(FactKind kind, List<Told> told) {
        return told.stream()
                .filter(each -> each.kind == kind)
                .map(each -> new Fact(each.eventId, each.at))
                .toList();
    }

    /** From when until when there was both a name and an e-mail address; what an event leaves out is as it was. */
    private static List<Span> profile(List<Told> told) {
        var spans = new ArrayList<Span>();
        var name = false;
        var email = false;
        Told since = null;
        for (var each : told) {
            if (each.kind != PROFILE) continue;
            if (each.hasName != null) name = each.hasName;
            if (each.hasEmail != null) email = each.hasEmail;
            if (name && email && since == null) since = each;
            if (!(name && email) && since != null) {
                spans.add(new Span(since.eventId, since.at, each.at));
                since = null;
            }
        }
        if (since != null) spans.add(new Span(since.eventId, since.at, null));
        return spans;
    }
}
