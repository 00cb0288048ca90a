package dev.annals.foundation.web;

import dev.annals.shared.Actor;
import dev.annals.shared.SessionId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every command sent on this thread carries as metadata, and from there every event: who acts, in which request,
 * from where.
 *
 * @param requestId the X-Request-Id of the request, or a fresh UUID
 * @param actor who acts
 * @param sessionId the actor's session, if any
 * @param address the caller's network address in clear; it is sealed under the actor's key before it is stored
 */
public record RequestContext(
        String requestId,
        Actor actor,
        @Nullable SessionId sessionId,
        @Nullable String address) {

    private static final ThreadLocal<@Nullable RequestContext> CURRENT = new ThreadLocal<>();

    /** The context of this thread; an anonymous one with a fresh request id where none was set. */
    public static RequestContext current() {
        var context = CURRENT.get();
        return context != null ? context : anonymous(null);
    }

    /** A fresh context of nobody. */
    public static RequestContext anonymous(@Nullable String address) {
        return new RequestContext(java.util.UUID.randomUUID().toString(), new Actor.Anonymous(), null, address);
    }

    /** A fresh context of the platform itself. */
    public static RequestContext system(String name) {
        return new RequestContext(java.util.UUID.randomUUID().toString(), new Actor.System(name), null, null);
    }

    /** The same request by another actor: a sign-in or a registration acts as the user it is about. */
    public RequestContext as(Actor other) {
        return new RequestContext(requestId, other, sessionId, address);
    }

    /**
     * From here on this thread acts as somebody, in the same request: called once the caller's token has been checked.
     * The context ends with the request.
     */
    public static void identify(Actor actor, @Nullable SessionId sessionId) {
        var context = current();
        CURRENT.set(new RequestContext(context.requestId, actor, sessionId, context.address));
    }

    /** Does the work in this context and puts the former one back. */
    public <T> T during(Supplier<T> work) {
        var former = enter();
        try {
            return work.get();
        } finally {
            leave(former);
        }
    }

    /** Makes this the thread's context; the former one is to be given back to {@link #leave}. */
    @Nullable
    RequestContext enter() {
        var former = CURRENT.get();
        CURRENT.set(this);
        return former;
    }

    static void leave(@Nullable RequestContext former) {
        if (former == null) CURRENT.remove();
        else CURRENT.set(former);
    }
}
