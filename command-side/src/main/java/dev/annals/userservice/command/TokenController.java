package dev.annals.userservice.command;

import static dev.annals.session.TokenProfile.USER_SERVICE;
import static dev.annals.shared.SharedRefusal.INVALID_VALUE;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;
import static org.springframework.http.HttpHeaders.USER_AGENT;
import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED_VALUE;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.annals.session.SignIns;
import dev.annals.session.SignIns.SignIn;
import dev.annals.shared.CommandRefused;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The User Service's form login: the password grant that OAuth 2.1 dropped, hence the switch. */
@RestController
@ConditionalOnBooleanProperty(name = "annals.user-service.token-endpoint", matchIfMissing = true)
class TokenController {

    @Schema(name = "UserServiceToken")
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    /** What the form has, for the description of the API; the framework reads it as a map. */
    @Schema(name = "UserServicePasswordGrant")
    record PasswordGrant(
            @Schema(requiredMode = REQUIRED) String username,
            @Schema(requiredMode = REQUIRED) String password,
            @JsonProperty("grant_type") @Nullable String grantType) {}

    private final SignIns signIns;

    TokenController(SignIns signIns) {
        this.signIns = signIns;
    }

    @PostMapping(path = "/token", consumes = APPLICATION_FORM_URLENCODED_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = PasswordGrant.class)))
    Token token(
            @RequestBody MultiValueMap<String, String> form,
            @RequestHeader(name = USER_AGENT, required = false) @Nullable String device) {
        var grant = form.getFirst("grant_type");
        if (grant != null && !grant.isEmpty() && !grant.equals("password"))
            throw new CommandRefused(INVALID_VALUE, "grant_type: only password is known here.");
        var wish = new SignIn(required(form, "username"), required(form, "password"), USER_SERVICE, device);
        var tokens = signIns.signIn(wish).tokensOrRefuse();
        return new Token(tokens.accessToken(), "bearer", tokens.expiresIn());
    }

    private static String required(MultiValueMap<String, String> form, String field) {
        var value = form.getFirst(field);
        if (value == null || value.isEmpty()) throw new CommandRefused(INVALID_VALUE, field + ": is required.");
        return value;
    }
}
