package dev.annals.foundation.store;

import static dev.annals.foundation.store.EventMetadata.ACTOR;
import static dev.annals.foundation.store.EventMetadata.ADDRESS;
import static dev.annals.foundation.store.EventMetadata.REQUEST_ID;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Actor;
import dev.annals.shared.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Puts the caller's address on the events of a request, sealed under the actor's key, once per unit of work and only
 * when there is an event. An address that a handler has put there itself wins.
 */
final class SourceAddress implements MessageDispatchInterceptor<EventMessage<?>> {

    private final Supplier<@Nullable PersonalData> personalData;

    SourceAddress(Supplier<@Nullable PersonalData> personalData) {
        this.personalData = personalData;
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        return (position, event) -> sealed(event)
                .<EventMessage<?>>map(address -> event.andMetaData(Map.of(ADDRESS, address)))
                .orElse(event);
    }

    private Optional<String> sealed(EventMessage<?> event) {
        var metadata = event.getMetaData();
        var context = RequestContext.current();
        var isOfThisRequest = context.requestId().equals(metadata.get(REQUEST_ID));
        if (metadata.containsKey(ADDRESS) || context.address() == null || !isOfThisRequest) return Optional.empty();
        if (!(Actor.of(String.valueOf(metadata.get(ACTOR))) instanceof Actor.User user)) return Optional.empty();
        if (!CurrentUnitOfWork.isStarted()) return seal(user, context.address());
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(SourceAddress.class.getName() + user, name -> seal(user, context.address()));
    }

    private Optional<String> seal(Actor.User user, @Nullable String address) {
        var seals = personalData.get();
        if (seals == null || address == null) return Optional.empty();
        try {
            return Optional.of(
                    seals.seal(user.userId().value(), Purpose.ADDRESS, address).text());
        } catch (IllegalStateException erased) {
            // Whoever erases himself leaves an event after his key is gone.
            return Optional.empty();
        }
    }
}
