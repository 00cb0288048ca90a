package dev.annals.foundation.store;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out events that come to a segment again. Axon may deliver one twice when segments that share a stream were last
 * in different processes. Every processor has it; one that is built at run time registers it itself.
 */
public final class OnceOnly implements MessageHandlerInterceptor<EventMessage<?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        var again = unitOfWork.getMessage() instanceof TrackedEventMessage<?> event
                && LogToken.isRepeated(event.trackingToken());
        return again ? null : chain.proceed();
    }
}
