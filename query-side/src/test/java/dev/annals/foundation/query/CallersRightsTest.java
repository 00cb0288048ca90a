package dev.annals.foundation.query;

import static dev.annals.shared.Permission.USERS_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.annals.foundation.security.Authority;
import dev.annals.foundation.security.Caller;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallersRightsTest {

    private static final UserId HANA = new UserId(new UUID(7, 1));

    private final Authority authority = mock();
    private final AtomicLong now = new AtomicLong();
    private final CallersRights rights = new CallersRights(authority, now::get);

    @BeforeEach
    void sheMayReadUsers() {
        given(authority.rolesOf(any())).willReturn(Set.of("OPERATOR"));
        given(authority.permissionsOf(any())).willReturn(Set.of(USERS_READ));
    }

    @Test
    void whatWasReadIsBelievedUnderTheSameEpochForLessThanASecond() {
        assertThat(rights.of(hana(3)).permissions()).containsExactly(USERS_READ);
        nothingIsPermittedAnyMore();
        now.set(999_999_999);

        assertThat(rights.of(hana(3)).permissions()).containsExactly(USERS_READ);
        assertThat(rights.of(hana(3)).roles()).containsExactly("OPERATOR");
    }

    @Test
    void anotherEpochIsAskedForAtOnce() {
        rights.of(hana(3));
        nothingIsPermittedAnyMore();

        assertThat(rights.of(hana(4)).permissions()).isEmpty();
    }

    @Test
    void afterASecondTheWriteSideIsAskedAgain() {
        rights.of(hana(3));
        nothingIsPermittedAnyMore();
        now.set(1_000_000_000);

        assertThat(rights.of(hana(3)).permissions()).isEmpty();
    }

    private void nothingIsPermittedAnyMore() {
        given(authority.rolesOf(any())).willReturn(Set.of());
        given(authority.permissionsOf(any())).willReturn(Set.of());
    }

    private static Caller hana(long epoch) {
        return new Caller(HANA, new SessionId(new UUID(7, 2)), epoch);
    }
}
