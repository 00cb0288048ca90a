package dev.annals.dialect;

import dev.annals.foundation.security.Caller;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.AccountStatus;
import dev.annals.user.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** One dialect's controllers without a Spring context: JSON as the house writes it, refusals with status and code only. */
public final class DialectHttp {

    public static final Caller CALLER = new Caller(
            UserId.of("6f1f8a52-38a5-4d3c-9d39-0f8f4b1f5c11"), SessionId.of("0b3d7a60-5b7e-4d0e-8a55-3a3c0f1b7d22"), 1);

    private DialectHttp() {}

    public static MockMvcTester to(Object... controllers) {
        return MockMvcTester.of(
                        List.of(controllers),
                        mvc -> mvc.setControllerAdvice(new Refusals())
                                .setCustomArgumentResolvers(new TheCaller())
                                .setMessageConverters(
                                        new FormHttpMessageConverter(), new JacksonJsonHttpMessageConverter(mapper()))
                                .build())
                .withHttpMessageConverters(List.of(new JacksonJsonHttpMessageConverter(mapper())));
    }

    /** An account whose personal values open, here, to the texts given. */
    public static Account account(String username, @Nullable String email, @Nullable String displayName) {
        return new Account(
                CALLER.userId(),
                7,
                personal(username, Purpose.USERNAME),
                email == null ? null : personal(email, Purpose.EMAIL),
                new Profile(
                        displayName == null ? null : personal(displayName, Purpose.DISPLAY_NAME),
                        null,
                        null,
                        null,
                        null,
                        null),
                AccountStatus.ACTIVE,
                0,
                Instant.parse("2024-10-31T00:00:00Z"));
    }

    private static Personal personal(String clear, Purpose purpose) {
        return new Personal(new UUID(0, 1), 1, purpose, new byte[12], clear.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonMapper mapper() {
        var opening = new SimpleModule().addSerializer(new StdSerializer<Personal>(Personal.class) {
            @Override
            public void serialize(Personal value, JsonGenerator json, SerializationContext context) {
                json.writeString(new String(value.cipherText(), StandardCharsets.UTF_8));
            }
        });
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .addModule(opening)
                .build();
    }

    @RestControllerAdvice
    static class Refusals {
        @ExceptionHandler
        ProblemDetail refused(CommandRefused refused) {
            var problem = ProblemDetail.forStatus(
                    switch (refused.refusal().kind()) {
                        case UNREADABLE -> HttpStatus.BAD_REQUEST;
                        case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
                        case FORBIDDEN -> HttpStatus.FORBIDDEN;
                        case NOT_FOUND -> HttpStatus.NOT_FOUND;
                        case CONFLICT -> HttpStatus.CONFLICT;
                        case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
                        case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
                        default -> HttpStatus.SERVICE_UNAVAILABLE;
                    });
            problem.setProperty("code", refused.refusal().name());
            return problem;
        }
    }

    private static class TheCaller implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return CALLER;
        }
    }
}
