package dev.annals.foundation.store;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Sends commands from within a command handler: they join its transaction and succeed or fail with it. Not the gateway:
 * that would try a conflict again alone, on another thread and outside the transaction, instead of the whole from outside.
 */
@Component
public class InnerCommands {

    private final CommandBus bus;

    InnerCommands(CommandBus bus) {
        this.bus = bus;
    }

    /**
     * Sends the command and answers with its result; what it throws goes through as it is.
     *
     * @param metadata of the outer command: the same request, by the same actor
     */
    public <R> R send(Object command, MetaData metadata) {
        var answer = new FutureCallback<Object, R>();
        bus.dispatch(new GenericCommandMessage<>(command, metadata), answer);
        var result = answer.getResult();
        if (!result.isExceptional()) return result.getPayload();
        if (result.exceptionResult() instanceof RuntimeException thrown) throw thrown;
        throw new CommandExecutionException("The inner command failed", result.exceptionResult());
    }
}
