package dev.annals.foundation.store;

import static dev.annals.foundation.store.EventMetadata.ACTOR;
import static dev.annals.foundation.store.EventMetadata.ADDRESS;
import static dev.annals.foundation.store.EventMetadata.CAUSATION_ID;
import static dev.annals.foundation.store.EventMetadata.REQUEST_ID;
import static dev.annals.foundation.store.EventMetadata.SESSION;

import dev.annals.foundation.web.RequestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Where a message comes from. A command takes it from the request of its thread; what follows from a command or an event
 * takes it from there, and names it as its cause.
 */
final class Provenance implements MessageDispatchInterceptor<CommandMessage<?>>, CorrelationDataProvider {

    private static final List<String> INHERITED = List.of(REQUEST_ID, ACTOR, SESSION, ADDRESS);

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> commands) {
        return (position, command) -> command.getMetaData().containsKey(REQUEST_ID)
                ? command
                : command.andMetaData(of(RequestContext.current()));
    }

    private static Map<String, Object> of(RequestContext context) {
        var metadata = new HashMap<String, Object>();
        metadata.put(REQUEST_ID, context.requestId());
        metadata.put(ACTOR, context.actor().text());
        var session = context.sessionId();
        if (session != null) metadata.put(SESSION, session.toString());
        return metadata;
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var metadata = new HashMap<String, Object>();
        metadata.put(CAUSATION_ID, message.getIdentifier());
        for (var key : INHERITED) {
            var value = message.getMetaData().get(key);
            if (value != null) metadata.put(key, value);
        }
        return metadata;
    }
}
