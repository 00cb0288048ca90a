package dev.annals.userservice.command;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static org.springframework.http.HttpStatus.CREATED;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.role.Privileges;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.Accounts;
import dev.annals.user.Accounts.Registration;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers as the auth service beside the User Service does. */
@RestController
class RegisterController {

    /** @param others unknown and ignored; a privilege among them is refused */
    @Schema(name = "UserServiceRegister")
    record Register(
            @NotBlank String username,
            @NotBlank String email,
            @NotNull String password,
            @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {}

    /** @param id the integer alias */
    @JsonInclude(ALWAYS)
    @Schema(name = "UserServiceRegistered")
    record Registered(
            long id,
            @JsonProperty("user_id") UserId userId,
            Personal username,
            @Nullable Personal email,
            @JsonProperty("created_at") Instant createdAt) {}

    private final Accounts accounts;

    RegisterController(Accounts accounts) {
        this.accounts = accounts;
    }

    @PostMapping("/register")
    @ResponseStatus(CREATED)
    Registered register(@Valid @RequestBody Register body) {
        Privileges.refuseUnlessDefault(body.others());
        var account = accounts.register(new Registration(body.username(), body.email(), body.password(), Map.of()));
        return new Registered(
                account.alias(), account.userId(), account.username(), account.email(), account.registeredAt());
    }
}
