package dev.annals;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.shared.Personal;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the routes at {@code /v3/api-docs}, in the spelling they really have. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    private static final String BEARER = "bearer";

    OpenApiDescription() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, ReadPosition.class)
                .replaceWithSchema(Personal.class, new StringSchema())
                .replaceWithSchema(UserId.class, new UUIDSchema())
                .replaceWithSchema(SessionId.class, new UUIDSchema());
    }

    @Bean
    OpenAPI annals() {
        return new OpenAPI()
                .info(new Info()
                        .title("Annals")
                        .version("1")
                        .description("Every refusal is a problem document (RFC 9457) with a stable code."))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** The describing library has a mapper of its own, of the older Jackson. */
    @Bean
    ModelResolver snakeCase(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }
}
