package dev.annals.role.command;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The write side of users, sessions and roles on a real store. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ConfigurationPropertiesScan("dev.annals")
@ComponentScan(
        basePackages = {"dev.annals.foundation", "dev.annals.user", "dev.annals.session", "dev.annals.role"},
        excludeFilters = @Filter(type = FilterType.ANNOTATION, classes = SpringBootConfiguration.class))
class RoleApplication {

    static ConfigurableApplicationContext start(String url) {
        return on(url).run();
    }

    /** Logging belongs to the JVM: two that start in it at once would take it from each other, so these leave it alone. */
    static ConfigurableApplicationContext startBesideAnother(String url) {
        var builder = on(url);
        var application = builder.application();
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        return builder.run();
    }

    private static SpringApplicationBuilder on(String url) {
        return new SpringApplicationBuilder(RoleApplication.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "annals.master-key=" + "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "annals.password.argon2-memory=64",
                        "annals.password.argon2-iterations=1",
                        "logging.level.root=WARN");
    }
}
