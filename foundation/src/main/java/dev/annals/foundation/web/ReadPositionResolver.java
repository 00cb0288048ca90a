package dev.annals.foundation.web;

import dev.annals.foundation.store.Positions;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@link ReadPosition} from the request's header. */
@Component
class ReadPositionResolver implements HandlerMethodArgumentResolver {

    private final ObjectProvider<Positions> positions;

    ReadPositionResolver(ObjectProvider<Positions> positions) {
        this.positions = positions;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ReadPosition.class;
    }

    @Override
    public ReadPosition resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var text = request.getHeader(PositionedResponse.POSITION);
        if (text == null) return new ReadPosition(null);
        try {
            return new ReadPosition(positions.getObject().parse(text));
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(SharedRefusal.INVALID_POSITION);
        }
    }
}
