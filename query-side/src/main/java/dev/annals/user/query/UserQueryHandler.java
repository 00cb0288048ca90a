package dev.annals.user.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.annals.foundation.query.Cursor;
import dev.annals.foundation.query.Pages;
import dev.annals.shared.Page;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserQuery.ListUsers;
import dev.annals.user.UserView;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class UserQueryHandler {

    private static final String LIST = "users";

    private final ProfileRows profiles;
    private final HeldRoleRows roles;

    UserQueryHandler(ProfileRows profiles, HeldRoleRows roles) {
        this.profiles = profiles;
        this.roles = roles;
    }

    @QueryHandler
    Optional<UserView> answer(FindUser query) {
        return profiles.findByUserId(query.userId().value())
                .map(row -> row.with(roles.findByUserId(row.userId).stream()
                        .map(held -> held.role)
                        .sorted()
                        .toList()));
    }

    @QueryHandler
    Page<UserView> answer(ListUsers query) {
        var limit = Pages.oneMoreThan(query.limit());
        var after = Cursor.number(LIST, query.cursor(), -1);
        var rows = query.status() == null ? profiles.after(after, limit) : profiles.after(query.status(), after, limit);
        return Pages.of(rows, query.limit(), LIST, row -> row.alias, this::withRoles);
    }

    private List<UserView> withRoles(List<ProfileRow> rows) {
        var held = roles.findByUserIdIn(rows.stream().map(row -> row.userId).toList()).stream()
                .collect(groupingBy(row -> row.userId, mapping(row -> row.role, toList())));
        return rows.stream()
                .map(row -> row.with(sorted(held.getOrDefault(row.userId, List.of()))))
                .toList();
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
