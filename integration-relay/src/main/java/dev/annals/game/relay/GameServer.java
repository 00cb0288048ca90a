package dev.annals.game.relay;

import dev.annals.foundation.settings.Role;
import java.util.EnumSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** What a process has to do with a game server. */
final class GameServer {

    private GameServer() {}

    /** There is one. */
    static final class Configured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isConfigured(context.getEnvironment());
        }
    }

    /** There is none. */
    static final class Missing implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !isConfigured(context.getEnvironment());
        }
    }

    /** There is one, and this process tells it what happens. */
    static final class Told implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isConfigured(context.getEnvironment())
                    && rolesOf(context.getEnvironment()).contains(Role.RELAY);
        }
    }

    private static boolean isConfigured(Environment environment) {
        return !environment.getProperty("nakama.host", "").isBlank();
    }

    private static EnumSet<Role> rolesOf(Environment environment) {
        return Binder.get(environment)
                .bind("annals.roles", Bindable.setOf(Role.class))
                .map(EnumSet::copyOf)
                .orElseGet(() -> EnumSet.allOf(Role.class));
    }
}
