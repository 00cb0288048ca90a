package dev.annals.foundation.store;

import dev.annals.shared.Actor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Gives a message handler who acts, as a parameter of type {@link Actor}; anonymous where the message does not say. */
public final class ActorParameters implements ParameterResolverFactory {

    @Override
    public @Nullable ParameterResolver<Actor> createInstance(
            Executable executable, Parameter[] parameters, int parameterIndex) {
        return parameters[parameterIndex].getType() == Actor.class ? new ActorParameter() : null;
    }

    private static final class ActorParameter implements ParameterResolver<Actor> {

        @Override
        public Actor resolveParameterValue(Message<?> message) {
            return message.getMetaData().get(EventMetadata.ACTOR) instanceof String text
                    ? Actor.of(text)
                    : new Actor.Anonymous();
        }

        @Override
        public boolean matches(Message<?> message) {
            return true;
        }
    }
}
