package dev.annals.foundation.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.ServletRequestPathFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the HTTP side is put together from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebConfiguration implements WebMvcConfigurer {

    private final ReadPositionResolver readPositions;

    WebConfiguration(ReadPositionResolver readPositions) {
        this.readPositions = readPositions;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(readPositions);
    }

    /** The doors compare each path with dozens of patterns: it is taken apart once for all of them. */
    @Bean
    FilterRegistrationBean<ServletRequestPathFilter> requestPath() {
        var filter = new FilterRegistrationBean<>(new ServletRequestPathFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 6);
        return filter;
    }

    @Bean
    WebMvcRegistrations routes() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new RoutesByPrefix();
            }
        };
    }

    /** Spring Security applies it to every route. Credentials stay off: tokens travel in a header, never in a cookie. */
    @Bean
    CorsConfigurationSource corsConfigurationSource(WebSettings settings) {
        var source = new UrlBasedCorsConfigurationSource();
        var origins = settings.cors().allowedOrigins();
        if (origins.isEmpty()) return source;
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                RequestFilter.REQUEST_ID,
                PositionedResponse.POSITION,
                "Idempotency-Key"));
        cors.setExposedHeaders(
                List.of(RequestFilter.REQUEST_ID, PositionedResponse.POSITION, "Retry-After", "Location"));
        cors.setMaxAge(java.time.Duration.ofHours(1));
        source.registerCorsConfiguration("/**", cors);
        return source;
    }

    /** Reads networks in settings. */
    @Component
    @ConfigurationPropertiesBinding
    static class NetworkReader implements Converter<String, Network> {

        @Override
        public Network convert(String text) {
            return Network.of(text.strip());
        }
    }
}
