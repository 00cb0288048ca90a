package dev.annals.role.query;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.AsOf;
import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.role.HeldRoles;
import dev.annals.role.RoleDefinition;
import dev.annals.role.RoleHistoryEntry;
import dev.annals.role.RoleHolding;
import dev.annals.role.RoleName;
import dev.annals.role.RoleQuery.HoldersOf;
import dev.annals.role.RoleQuery.RoleCatalogue;
import dev.annals.role.RoleQuery.RoleHistory;
import dev.annals.role.RoleQuery.RolesOf;
import dev.annals.shared.Page;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class RoleQueryHandler {

    private static final String HISTORY = "role-history";
    private static final String HOLDERS = "role-holders";
    private static final UUID FIRST = new UUID(0, 0);

    private final RoleHistoryRows history;
    private final RoleHolderRows holders;
    private final RoleCatalogueRows catalogue;
    private final AsOf asOf;
    private final ReadModels readModels;

    RoleQueryHandler(
            RoleHistoryRows history,
            RoleHolderRows holders,
            RoleCatalogueRows catalogue,
            AsOf asOf,
            ReadModels readModels) {
        this.history = history;
        this.holders = holders;
        this.catalogue = catalogue;
        this.asOf = asOf;
        this.readModels = readModels;
    }

    @QueryHandler
    HeldRoles answer(RolesOf query) {
        var roles = query.asOf() == null ? heldNow(query.userId()) : heldThen(query.userId(), query.asOf());
        return new HeldRoles(query.userId(), roles.map(RoleName::new).sorted().toList());
    }

    private Stream<String> heldNow(UserId userId) {
        return holders.findByUserId(userId.value()).stream().map(row -> row.role);
    }

    private Stream<String> heldThen(UserId userId, Instant instant) {
        var held = new TreeSet<String>();
        for (var row : history.upTo(userId.value(), indexAt(instant))) {
            if (row.granted) held.add(row.role);
            else held.remove(row.role);
        }
        return held.stream();
    }

    private long indexAt(Instant instant) {
        var index = asOf.indexAt(instant);
        readModels.awaitHead("role-history");
        return index;
    }

    @QueryHandler
    Page<RoleHistoryEntry> answer(RoleHistory query) {
        var before = Cursor.number(HISTORY, query.cursor(), Long.MAX_VALUE);
        var rows = history.before(query.userId().value(), before, Pages.oneMoreThan(query.limit()));
        return Pages.of(
                rows,
                query.limit(),
                HISTORY,
                row -> row.logIndex,
                shown -> shown.stream().map(RoleHistoryRow::entry).toList());
    }

    @QueryHandler
    List<RoleDefinition> answer(RoleCatalogue query) {
        return catalogue.findAllByOrderByRole().stream()
                .map(RoleCatalogueRow::definition)
                .toList();
    }

    @QueryHandler
    Page<RoleHolding> answer(HoldersOf query) {
        var limit = Pages.oneMoreThan(query.limit());
        var after = Cursor.uuid(HOLDERS, query.cursor(), FIRST);
        var role = query.role().value();
        var rows = query.asOf() == null
                ? holders.holders(role, after, limit).stream().map(RoleHolderRow::holding)
                : history.holdersAt(role, indexAt(query.asOf()), after, limit).stream()
                        .map(RoleHistoryRow::holding);
        return Pages.of(rows.toList(), query.limit(), HOLDERS, RoleHolding::userId, shown -> shown);
    }
}
