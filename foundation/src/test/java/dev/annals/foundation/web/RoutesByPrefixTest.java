package dev.annals.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class RoutesByPrefixTest {

    @RestController
    static class Controller {

        @GetMapping("/users/{id}")
        public void one() {}

        @GetMapping("/users/me")
        public void me() {}

        @PutMapping("/users/{id}/roles/{role}")
        public void grant() {}

        @DeleteMapping({"/users/{id}/roles/{role}", "/roles/{role}/of/{id}"})
        public void revoke() {}

        @GetMapping("/files/{*rest}")
        public void files() {}

        @GetMapping("/any/**")
        public void any() {}

        @GetMapping("/{kind}.json")
        public void kinds() {}
    }

    private static <M extends RequestMappingHandlerMapping> M routes(M mapping) {
        var context = new StaticWebApplicationContext();
        context.registerSingleton("controller", Controller.class);
        context.refresh();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        return mapping;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /users/1, one",
        "GET, /users/me, me",
        "GET, /%75sers/1, one",
        "GET, /users;a=b/1, one",
        "GET, /users/1/roles/A,",
        "PUT, /users/1/roles/A, grant",
        "DELETE, /users/1/roles/A, revoke",
        "DELETE, /roles/A/of/1, revoke",
        "GET, /files, files",
        "GET, /files/, files",
        "GET, /files/a/b, files",
        "GET, /any, any",
        "GET, /any/a, any",
        "GET, /users.json, kinds",
        "GET, /users,",
        "GET, /user/1,"
    })
    void answersWhatSpringAnswers(String method, String path, @Nullable String handler) {
        assertThat(handlerOf(routes(new RequestMappingHandlerMapping()), method, path))
                .as("Spring's")
                .isEqualTo(handler);
        assertThat(handlerOf(routes(new RoutesByPrefix()), method, path))
                .as("ours")
                .isEqualTo(handler);
    }

    private static @Nullable String handlerOf(RequestMappingHandlerMapping mapping, String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = mapping.getHandler(request);
            return chain == null
                    ? null
                    : ((HandlerMethod) chain.getHandler()).getMethod().getName();
        } catch (Exception noSuchMethod) {
            return null;
        }
    }
}
