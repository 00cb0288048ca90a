package dev.annals.session.command;

import dev.annals.game.GameSessions;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/** The write side as it is, on a database of its own and behind a port of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "dev.annals",
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = WriteSide.OfTests.class))
class WriteSide {

    /** Other tests' applications lie in the same packages. */
    static final class OfTests implements TypeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            var place = reader.getResource().getURL().toString();
            return place.contains("test-classes") || place.contains("-tests.jar");
        }
    }

    static ServletWebServerApplicationContext start(String url, String... settings) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(WriteSide.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "annals.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "annals.admin.username=root",
                        "annals.admin.password=long-enough-for-root",
                        "annals.password.argon2-memory=64",
                        "annals.password.argon2-iterations=1",
                        "logging.level.root=WARN")
                .properties(settings)
                .run();
    }

    /** What the relay brings. */
    @Bean
    GameSessions noGameServer() {
        return new GameSessions() {
            @Override
            public boolean isConnected() {
                return false;
            }

            @Override
            public Optional<GameSession> open(UserId userId, Personal username) {
                return Optional.empty();
            }
        };
    }
}
