package dev.annals.foundation.projection;

import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RolePermissionsChanged;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
                        "annals.projections.control-interval=200ms",
                        "annals.projections.keep-old=1s",
                        "logging.level.root=ERROR",
                        "spring.flyway.baseline-on-migrate=true",
                        "spring.flyway.baseline-version=0")
                .run(arguments);
    }

    /** Creates what a migration would. */
    private static void createTables(JdbcTemplate jdbc) {
        jdbc.execute("CREATE TABLE projection_generation (projection VARCHAR(100) PRIMARY KEY, live INTEGER NOT NULL)");
        jdbc.execute("INSERT INTO projection_generation VALUES ('titles', 1), ('fragile', 1)");
        jdbc.execute(
                "CREATE TABLE titles_rows (generation INTEGER, title VARCHAR(40), PRIMARY KEY (generation, title))");
        jdbc.execute("CREATE VIEW titles AS SELECT * FROM titles_rows WHERE generation ="
                + " (SELECT live FROM projection_generation WHERE projection = 'titles')");
        jdbc.execute("CREATE TABLE fragile_rows (generation INTEGER, role VARCHAR(40), permissions INTEGER NOT NULL,"
                + " CHECK (permissions < 5), retired BOOLEAN, PRIMARY KEY (generation, role))");
        jdbc.execute("CREATE VIEW fragile AS SELECT * FROM fragile_rows WHERE generation ="
                + " (SELECT live FROM projection_generation WHERE projection = 'fragile')");
    }

    @Bean
    Titles titles(DataSource dataSource) {
        return new Titles(dataSource);
    }

    @Bean
    Fragile fragile(DataSource dataSource) {
        return new Fragile(dataSource);
    }

    @ProcessingGroup("titles")
    static final class Titles implements Projection {

        private final ReadRows rows;

        Titles(DataSource dataSource) {
            rows = new ReadRows(ReadTable.named("titles_rows", "title"), dataSource);
        }

        @Override
        public Object rowKey(EventMessage<?> event) {
            return ((RoleEvent) event.getPayload()).role();
        }

        @EventHandler
        void project(RoleDefined event) {
            rows.put(Row.of("title", event.role().value()));
        }
    }

    /** Fails of the roles that it is told to, and cannot write five permissions or more. */
    @ProcessingGroup("fragile")
    static final class Fragile implements Projection {

        final Set<RoleName> broken = ConcurrentHashMap.newKeySet();
        private final ReadRows rows;

        Fragile(DataSource dataSource) {
            rows = new ReadRows(ReadTable.named("fragile_rows", "role").with("permissions", "retired"), dataSource);
        }

        @Override
        public Object rowKey(EventMessage<?> event) {
            return ((RoleEvent) event.getPayload()).role();
        }

        @EventHandler
        void project(RoleEvent event) {
            var row = Row.of("role", event.role().value());
            switch (event) {
                case RoleDefined e -> rows.put(row.with("permissions", 0).with("retired", false));
                case RolePermissionsChanged e ->
                    rows.change(row.with("permissions", e.permissions().size()));
                case RoleRetired e -> rows.change(row.with("retired", true));
            }
            if (broken.contains(event.role())) throw new IllegalStateException("broken");
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
