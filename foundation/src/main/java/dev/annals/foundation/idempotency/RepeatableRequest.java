package dev.annals.foundation.idempotency;

import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.shared.Actor;
import java.util.regex.Pattern;

/**
 * A request that its client may repeat: whoever sends the same key on the same route means the same request.
 *
 * @param route which route, e.g. {@code POST /api/v1/claims}
 * @param key what came as {@code Idempotency-Key}
 * @param body what is asked for, in a form that says the same for the same
 */
public record RepeatableRequest(Actor actor, String route, String key, String body) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Refuses with {@link IdempotencyRefusal#INVALID_IDEMPOTENCY_KEY} what is no key. */
    public RepeatableRequest {
        refuseUnless(FORM.matcher(key).matches(), IdempotencyRefusal.INVALID_IDEMPOTENCY_KEY);
    }
}
