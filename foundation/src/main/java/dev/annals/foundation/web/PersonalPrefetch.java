package dev.annals.foundation.web;

import dev.annals.foundation.personal.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Gets the keys of all personal values in an answer at once, before the serializer opens them one by one. */
@RestControllerAdvice
class PersonalPrefetch implements ResponseBodyAdvice<Object> {

    private final SingletonSupplier<PersonalData> personal;

    PersonalPrefetch(ObjectProvider<PersonalData> personal) {
        this.personal = SingletonSupplier.ofNullable(personal::getIfAvailable);
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        var subjects = PersonalSubjects.in(body);
        var data = subjects.size() > 1 ? personal.get() : null;
        if (data != null) data.prefetch(subjects);
        return body;
    }
}
