package dev.annals.foundation.query;

import dev.annals.shared.Page;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.axonframework.messaging.responsetypes.AbstractResponseType;

/** A page of answers of one class: Axon's own response types look at raw classes and at collections only. */
final class PageOf<T> extends AbstractResponseType<Page<T>> {

    private final Class<T> answer;

    @SuppressWarnings({"unchecked", "rawtypes"}) // There is no class literal of a generic type.
    PageOf(Class<T> answer) {
        super((Class) Page.class);
        this.answer = answer;
    }

    @Override
    public boolean matches(Type handled) {
        return handled instanceof ParameterizedType type
                && type.getRawType() == Page.class
                && type.getActualTypeArguments()[0] == answer;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // As above.
    public Class<Page<T>> responseMessagePayloadType() {
        return (Class) Page.class;
    }

    @Override
    @SuppressWarnings("unchecked") // What matched holds such answers.
    public Page<T> convert(Object response) {
        return (Page<T>) response;
    }
}
