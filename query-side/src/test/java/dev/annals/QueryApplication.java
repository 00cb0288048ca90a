package dev.annals;

import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.Campaigns;
import dev.annals.foundation.relay.StreamedMessages;
import dev.annals.foundation.security.Authority;
import dev.annals.game.GameSessions;
import dev.annals.shared.Permission;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The log, the projections and the questions, without anybody who decides. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "dev.annals",
        excludeFilters = {
            @Filter(type = FilterType.ANNOTATION, classes = SpringBootConfiguration.class),
            @Filter(
                    type = FilterType.REGEX,
                    pattern = "dev\\.annals\\.(foundation\\.(security|web)|keyservice|userservice|milkyway)\\..*")
        })
@ConfigurationPropertiesScan
class QueryApplication {

    static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(QueryApplication.class)
                .properties(
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "spring.jpa.hibernate.ddl-auto=none",
                        "spring.jpa.open-in-view=false",
                        "annals.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "annals.read.wait=10s",
                        "logging.level.root=WARN")
                .run();
    }

    /** Whoever asks puts in what was decided. */
    @Bean
    Map<CampaignId, CampaignStanding> decided() {
        return new ConcurrentHashMap<>();
    }

    @Bean
    Campaigns campaigns(Map<CampaignId, CampaignStanding> decided) {
        return campaignId -> Optional.ofNullable(decided.get(campaignId));
    }

    @Bean
    Authority nobody() {
        return new Authority() {
            @Override
            public Set<String> rolesOf(UserId userId) {
                return Set.of();
            }

            @Override
            public Set<Permission> permissionsOf(UserId userId) {
                return Set.of();
            }
        };
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

    /** There is no stream here. */
    @Bean
    StreamedMessages noStream() {
        return (sequence, limit) -> {
            throw new StreamedMessages.Away();
        };
    }
}
