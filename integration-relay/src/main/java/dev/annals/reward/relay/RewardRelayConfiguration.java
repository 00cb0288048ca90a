package dev.annals.reward.relay;

import dev.annals.foundation.outbound.DueWorker;
import dev.annals.foundation.outbound.NotingProcessor;
import dev.annals.foundation.settings.Role;
import dev.annals.foundation.store.LogEntries;
import dev.annals.foundation.store.ProcessName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The receiver of claims, where one is configured. Only processes of the role {@code relay} tell it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class RewardRelayConfiguration {

    /** Beside the exchange itself: what is read before it, and the event that follows. */
    private static final Duration AROUND_AN_EXCHANGE = Duration.ofSeconds(15);

    /** There is one. */
    static class Configured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment())
                    .bind("annals.reward.webhook.url", Bindable.of(String.class))
                    .map(url -> !url.isBlank())
                    .orElse(false);
        }
    }

    /** There is one, and this process tells it. */
    static final class Told extends Configured {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return super.matches(context, metadata)
                    && Binder.get(context.getEnvironment())
                            .bind("annals.roles", Bindable.setOf(Role.class))
                            .map(EnumSet::copyOf)
                            .orElseGet(() -> EnumSet.allOf(Role.class))
                            .contains(Role.RELAY);
        }
    }

    @Bean
    @Conditional(Configured.class)
    DeliveryWork deliveryWork(JdbcClient jdbc, ProcessName self, WebhookSettings settings) {
        return new DeliveryWork(jdbc, self, settings.timeout().plus(AROUND_AN_EXCHANGE));
    }

    @Bean
    @Conditional(Configured.class)
    DeliveryWatch rewardReceiverHealthIndicator(DeliveryWork work) {
        return new DeliveryWatch(work);
    }

    /** What the processes with the role RELAY do. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(Told.class)
    static class Telling {

        @Bean
        Webhook webhook(WebhookSettings settings, Clock clock) {
            return new Webhook(settings, clock);
        }

        @Bean
        DueWorker<String> deliveryWorker(
                DeliveryWork work,
                LogEntries log,
                Webhook webhook,
                CommandGateway commands,
                WebhookSettings settings,
                MeterRegistry registry,
                Clock clock) {
            var deliverer = new Deliverer(
                    work,
                    new GrantedClaims(log)::toBeTold,
                    webhook::post,
                    commands::<Object>sendAndWait,
                    new Pauses(settings.longestPause(), RandomGenerator.getDefault()),
                    settings,
                    new DeliveryMeters(registry),
                    clock);
            return new DueWorker<>(
                    "claim-delivery", new DueDeliveries(work, deliverer), settings.workers(), settings.poll());
        }

        @Bean
        WhenRewardClaimedThenTellReceiver whenRewardClaimedThenTellReceiver(
                DeliveryWork work, DueWorker<String> deliveryWorker, LogEntries log) {
            var claims = new GrantedClaims(log);
            return new WhenRewardClaimedThenTellReceiver(
                    work,
                    deliveryWorker,
                    claimId -> claims.toBeTold(claimId.text()).isPresent());
        }

        @Bean
        ConfigurerModule claimDeliveryProcessor(
                @Qualifier("watchedEvents") StreamableMessageSource<TrackedEventMessage<?>> log) {
            return NotingProcessor.of(WhenRewardClaimedThenTellReceiver.GROUP, log);
        }
    }
}
