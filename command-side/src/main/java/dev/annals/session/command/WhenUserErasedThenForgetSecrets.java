package dev.annals.session.command;

import dev.annals.foundation.store.SameTransaction;
import dev.annals.user.UserEvent.UserErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** His sessions ended with the deletion; what is left are the secrets of those that went on in others. */
@Component
@SameTransaction
@ProcessingGroup("when-user-erased-then-forget-secrets")
class WhenUserErasedThenForgetSecrets {

    private final SessionSecrets secrets;

    WhenUserErasedThenForgetSecrets(SessionSecrets secrets) {
        this.secrets = secrets;
    }

    @EventHandler
    void react(UserErased erased) {
        secrets.forgetAll(erased.userId());
    }
}
