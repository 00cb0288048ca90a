package dev.annals.user.command;

import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.Accounts;
import dev.annals.user.ProfileField;
import dev.annals.user.UserCommand.BlockUser;
import dev.annals.user.UserCommand.ChangeEmail;
import dev.annals.user.UserCommand.ChangeProfile;
import dev.annals.user.UserCommand.ChangeUsername;
import dev.annals.user.UserCommand.DeleteUser;
import dev.annals.user.UserCommand.RestoreUser;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, as their owners and those who look after them change them. Every route answers with the account. */
@RestController
@RequestMapping("/api/v1/users")
class UserCommandController {

    record Register(
            @NotNull String username,
            @Nullable String email,
            @NotNull String password,
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String zone,
            @Nullable String avatar,
            @Nullable String bio) {

        Map<ProfileField, String> profile() {
            var fields = new EnumMap<ProfileField, String>(ProfileField.class);
            put(fields, ProfileField.DISPLAY_NAME, displayName);
            put(fields, ProfileField.FIRST_NAME, firstName);
            put(fields, ProfileField.LAST_NAME, lastName);
            put(fields, ProfileField.ZONE, zone);
            put(fields, ProfileField.AVATAR, avatar);
            put(fields, ProfileField.BIO, bio);
            return fields;
        }

        private static void put(Map<ProfileField, String> fields, ProfileField field, @Nullable String value) {
            if (value != null) fields.put(field, value);
        }
    }

    /** Only what is named is changed; null or empty clears it. */
    record ProfilePatch(
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String zone,
            @Nullable String avatar,
            @Nullable String bio) {}

    record Username(@NotNull String username) {}

    record Email(@Nullable String email) {}

    record Passwords(@NotNull String oldPassword, @NotNull String newPassword) {}

    record Why(@Nullable String reason) {
        static final Why UNSAID = new Why(null);
    }

    /** @param override without waiting any longer for receivers that had their time */
    record Erasure(@Nullable String reason, @Nullable Boolean override) {
        static final Erasure UNSAID = new Erasure(null, null);
    }

    private final CommandGateway commands;
    private final Accounts accounts;
    private final Eraser eraser;

    UserCommandController(CommandGateway commands, Accounts accounts, Eraser eraser) {
        this.commands = commands;
        this.accounts = accounts;
        this.eraser = eraser;
    }

    @PostMapping
    ResponseEntity<Account> register(@Valid @RequestBody Register body) {
        var account = accounts.register(
                new Accounts.Registration(body.username(), body.email(), body.password(), body.profile()));
        return ResponseEntity.created(URI.create("/api/v1/users/" + account.userId()))
                .body(account);
    }

    @PatchMapping("/{id}/profile")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ProfilePatch.class)))
    Account profile(@PathVariable String id, @RequestBody Map<String, @Nullable String> body, Caller caller) {
        return commands.sendAndWait(new ChangeProfile(target(id, caller), fields(body)));
    }

    @PutMapping("/{id}/username")
    Account username(@PathVariable String id, @Valid @RequestBody Username body, Caller caller) {
        return commands.sendAndWait(new ChangeUsername(target(id, caller), body.username()));
    }

    @PutMapping("/{id}/email")
    Account email(@PathVariable String id, @RequestBody Email body, Caller caller) {
        return commands.sendAndWait(new ChangeEmail(target(id, caller), body.email()));
    }

    @PostMapping("/me/password")
    Account password(@Valid @RequestBody Passwords body, Caller caller) {
        return accounts.changePassword(caller.userId(), body.oldPassword(), body.newPassword());
    }

    @PostMapping("/{id}/block")
    Account block(@PathVariable String id, @RequestBody Why body, Caller caller) {
        return commands.sendAndWait(new BlockUser(target(id, caller), body.reason() == null ? "" : body.reason()));
    }

    @PostMapping("/{id}/restore")
    Account restore(@PathVariable String id, @RequestBody(required = false) @Nullable Why body, Caller caller) {
        var why = body == null ? Why.UNSAID : body;
        return commands.sendAndWait(new RestoreUser(target(id, caller), why.reason()));
    }

    @PostMapping("/{id}/delete")
    Account delete(@PathVariable String id, @RequestBody(required = false) @Nullable Why body, Caller caller) {
        var why = body == null ? Why.UNSAID : body;
        return commands.sendAndWait(new DeleteUser(target(id, caller), why.reason()));
    }

    /** Answers with the account: DELETED while others have to be told, ERASED once there is nothing left to read. */
    @PostMapping("/{id}/erase")
    Account erase(@PathVariable String id, @RequestBody(required = false) @Nullable Erasure body, Caller caller) {
        var wish = body == null ? Erasure.UNSAID : body;
        return eraser.erase(target(id, caller), wish.reason(), Boolean.TRUE.equals(wish.override()));
    }

    private static UserId target(String id, Caller caller) {
        if (id.equals("me")) return caller.userId();
        try {
            return UserId.of(id);
        } catch (IllegalArgumentException none) {
            throw new CommandRefused(
                    SharedRefusal.UNREADABLE_REQUEST, "The path names a user by his id, a UUID, or by \"me\".");
        }
    }

    private static Map<ProfileField, String> fields(Map<String, @Nullable String> body) {
        var fields = new EnumMap<ProfileField, String>(ProfileField.class);
        body.forEach((name, value) -> fields.put(field(name), value == null ? "" : value));
        return fields;
    }

    private static ProfileField field(String name) {
        for (var field : ProfileField.values())
            if (field.name().toLowerCase(Locale.ROOT).equals(name)) return field;
        throw new CommandRefused(
                SharedRefusal.UNKNOWN_PROPERTY,
                "A profile has display_name, first_name, last_name, zone, avatar, bio.");
    }
}
