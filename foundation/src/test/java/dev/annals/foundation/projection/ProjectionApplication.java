package dev.annals.foundation.projection;

import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent.RoleDefined;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log with two projections on it. No configuration by name, so that nobody finds it by scanning. */
@EnableAutoConfiguration
@EnableConfigurationProperties(Roles.class)
@Import({ProjectionApplication.Store.class, ProjectionConfiguration.class})
class ProjectionApplication {

    private static final String EXISTS =
            "SELECT count(*) FROM information_schema.tables WHERE table_name = 'projection_generation'";

    static ConfigurableApplicationContext start(String url, String... arguments) {
        try (var database = TestStores.pool(url)) {
            var jdbc = new JdbcTemplate(database);
            if (jdbc.queryForObject(EXISTS, Integer.class) == 0) createTables(jdbc);
        }
        return new SpringApplicationBuilder(ProjectionApplication.class)
                .properties(
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "annals.read.wait=10s",
                        "logging.level.root=ERROR",
                        "spring.flyway.baseline-on-migrate=true",
                        "spring.flyway.baseline-version=0")
                .run(arguments);
    }

    /** Creates what a migration would. */
    private static void createTables(JdbcTemplate jdbc) {
        jdbc.execute("CREATE TABLE projection_generation (projection VARCHAR(100) PRIMARY KEY, live INTEGER NOT NULL)");
        jdbc.execute("INSERT INTO projection_generation VALUES ('titles', 1), ('fragile', 1)");
        jdbc.execute("CREATE TABLE titles (generation INTEGER, title VARCHAR(40), PRIMARY KEY (generation, title))");
    }

    @Bean
    Titles titles(DataSource dataSource) {
        return new Titles(dataSource);
    }

    @Bean
    Fragile fragile() {
        return new Fragile();
    }

    @ProcessingGroup("titles")
    static final class Titles implements Projection {

        private final ReadRows rows;

        Titles(DataSource dataSource) {
            rows = new ReadRows(ReadTable.named("titles", "title"), dataSource);
        }

        @Override
        public Object rowKey(EventMessage<?> event) {
            return event.getPayload();
        }

        @EventHandler
        void project(RoleDefined event) {
            rows.put(Row.of("title", event.role().value()));
        }
    }

    @ProcessingGroup("fragile")
    static final class Fragile implements Projection {

        final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public Object rowKey(EventMessage<?> event) {
            return event.getPayload();
        }

        @EventHandler
        void project(RoleDefined event) {
            if (broken.get()) throw new IllegalStateException("broken");
        }
    }

    static final class Store implements ImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "dev.annals.foundation.store.StoreConfiguration", "dev.annals.foundation.store.NoticesConfiguration"
            };
        }
    }
}
