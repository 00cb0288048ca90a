package dev.annals.foundation.query;

import dev.annals.shared.Page;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Asks the query handlers and waits for the answer; what a handler throws comes out as it was thrown. */
@Component
public class Questions {

    private final QueryGateway queries;

    Questions(QueryGateway queries) {
        this.queries = queries;
    }

    /** An answer that is always there. */
    public <T> T ask(Object question, Class<T> answer) {
        return answered(queries.query(question, ResponseTypes.instanceOf(answer)));
    }

    /** An answer that may be absent. */
    public <T> Optional<T> askOptional(Object question, Class<T> answer) {
        return answered(queries.query(question, ResponseTypes.optionalInstanceOf(answer)));
    }

    /** All answers. */
    public <T> List<T> askAll(Object question, Class<T> answer) {
        return answered(queries.query(question, ResponseTypes.multipleInstancesOf(answer)));
    }

    /** A page of answers. */
    public <T> Page<T> askPage(Object question, Class<T> answer) {
        return answered(queries.query(question, new PageOf<>(answer)));
    }

    private static <T> T answered(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException exception) {
            if (exception.getCause() instanceof RuntimeException cause) throw cause;
            throw exception;
        }
    }
}
