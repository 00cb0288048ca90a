package dev.annals.user.projection;

import static dev.annals.Given.JUN;
import static dev.annals.Given.MINA;
import static dev.annals.Given.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.foundation.projection.ProjectionHarness;
import dev.annals.foundation.store.TestStores;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.user.Profile;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.PasswordChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserBlocked;
import dev.annals.user.UserEvent.UserDeleted;
import dev.annals.user.UserEvent.UserErased;
import dev.annals.user.UserEvent.UserErasureRequested;
import dev.annals.user.UserEvent.UserRegistered;
import dev.annals.user.UserEvent.UserRestored;
import dev.annals.user.UserEvent.UsernameChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileProjectionTest {

    private static final Personal NAME = sealed(Purpose.USERNAME, "mina");
    private static final Personal OTHER_NAME = sealed(Purpose.USERNAME, "mina2");
    private static final Personal EMAIL = sealed(Purpose.EMAIL, "mina@example.com");
    private static final Personal REASON = sealed(Purpose.REASON, "spam");
    private static final Profile EMPTY = new Profile(null, null, null, null, null, null);
    private static final Profile WHOLE = new Profile(
            sealed(Purpose.DISPLAY_NAME, "Mina"),
            sealed(Purpose.FIRST_NAME, "Min"),
            sealed(Purpose.LAST_NAME, "A"),
            sealed(Purpose.ZONE, "Asia/Seoul"),
            sealed(Purpose.AVATAR, "https://example.com/a.png"),
            sealed(Purpose.BIO, "Hello"));
    private static final UserRegistered REGISTERED = new UserRegistered(MINA, 7, NAME, EMAIL, EMPTY, 1);

    private final ProjectionHarness profile = ProjectionHarness.on(TestStores.h2(), ProfileProjection::new);

    @Test
    void aRegisteredUserIsActive() {
        profile.given(REGISTERED);

        assertThat(profile.row("profile"))
                .containsEntry("user_id", MINA.value())
                .containsEntry("alias", 7L)
                .containsEntry("username", NAME.text())
                .containsEntry("email", EMAIL.text())
                .containsEntry("display_name", null)
                .containsEntry("status", "ACTIVE")
                .containsEntry("version", 1L);
    }

    @Test
    void aUserMayHaveNoEmail() {
        profile.given(new UserRegistered(MINA, 7, NAME, null, WHOLE, 1));
        assertThat(profile.row("profile")).containsEntry("email", null).containsEntry("bio", text(WHOLE.bio()));
    }

    @Test
    void aChangedProfileReplacesEveryField() {
        profile.given(REGISTERED, new ProfileChanged(MINA, NAME, EMAIL, WHOLE, 2));

        assertThat(profile.row("profile"))
                .containsEntry("display_name", text(WHOLE.displayName()))
                .containsEntry("first_name", text(WHOLE.firstName()))
                .containsEntry("last_name", text(WHOLE.lastName()))
                .containsEntry("zone", text(WHOLE.zone()))
                .containsEntry("avatar", text(WHOLE.avatar()))
                .containsEntry("bio", text(WHOLE.bio()))
                .containsEntry("version", 2L);

        profile.given(new ProfileChanged(MINA, NAME, EMAIL, EMPTY, 3));
        assertThat(profile.row("profile")).containsEntry("display_name", null).containsEntry("bio", null);
    }

    @Test
    void aChangedUsernameIsShown() {
        profile.given(REGISTERED, new UsernameChanged(MINA, OTHER_NAME, EMAIL, 2));
        assertThat(profile.row("profile"))
                .containsEntry("username", OTHER_NAME.text())
                .containsEntry("version", 2L);
    }

    @Test
    void aWithdrawnEmailIsGone() {
        profile.given(REGISTERED, new EmailChanged(MINA, NAME, null, 2));
        assertThat(profile.row("profile")).containsEntry("email", null).containsEntry("version", 2L);
    }

    @Test
    void aChangedPasswordIsNothingToShow() {
        profile.given(REGISTERED);
        var before = profile.row("profile");
        assertThat(profile.given(new PasswordChanged(MINA)).row("profile")).isEqualTo(before);
    }

    @Test
    void aBlockedUserIsBlockedUntilRestored() {
        profile.given(REGISTERED).given(new UserBlocked(MINA, REASON));
        assertThat(profile.row("profile")).containsEntry("status", "BLOCKED");

        profile.given(new UserRestored(MINA, null));
        assertThat(profile.row("profile")).containsEntry("status", "ACTIVE");
    }

    @Test
    void aDeletedUserIsShownAsDeleted() {
        profile.given(REGISTERED).given(new UserDeleted(MINA, NAME, EMAIL, REASON, 2));
        assertThat(profile.row("profile")).containsEntry("status", "DELETED").containsEntry("version", 2L);
    }

    @Test
    void anErasedUserIsAnEmptyRow() {
        profile.given(
                REGISTERED,
                new ProfileChanged(MINA, NAME, EMAIL, WHOLE, 2),
                new UserDeleted(MINA, NAME, EMAIL, REASON, 3),
                new UserErasureRequested(MINA, REASON));
        assertThat(profile.row("profile")).containsEntry("status", "DELETED");

        profile.given(new UserErased(MINA, List.of()));
        assertThat(profile.row("profile"))
                .containsEntry("status", "ERASED")
                .containsEntry("version", 3L)
                .containsEntry("email", null)
                .containsEntry("display_name", null)
                .containsEntry("first_name", null)
                .containsEntry("last_name", null)
                .containsEntry("zone", null)
                .containsEntry("avatar", null)
                .containsEntry("bio", null);
    }

    @Test
    void theSameEventsAgainGiveTheSameRows() {
        profile.given(REGISTERED, new UsernameChanged(MINA, OTHER_NAME, EMAIL, 2), new UserBlocked(MINA, REASON));
        var before = profile.rows("profile");
        assertThat(profile.again().rows("profile")).isEqualTo(before);
    }

    @Test
    void manyEventsOfOneUserAreOneRowWrite() {
        profile.given(REGISTERED, new UsernameChanged(MINA, OTHER_NAME, EMAIL, 2), new UserBlocked(MINA, REASON));
        assertThat(profile.rowWrites()).isEqualTo(1);
    }

    @Test
    void anEventOfAnUnknownUserIsLoud() {
        assertThatThrownBy(() -> profile.given(new UserBlocked(JUN, REASON))).hasMessageContaining("profile_rows");
    }

    @Test
    void readersSeeTheLiveGenerationOnly() {
        profile.given(REGISTERED).generation(2).given(new UserRegistered(JUN, 8, NAME, null, EMPTY, 1));
        assertThat(profile.row("profile")).containsEntry("user_id", MINA.value());

        profile.live("profile", 2);
        assertThat(profile.row("profile")).containsEntry("user_id", JUN.value());
    }

    @Test
    void worksOnPostgresToo() {
        var onPostgres = ProjectionHarness.on(TestStores.postgres(), ProfileProjection::new);
        onPostgres
                .given(REGISTERED, new UsernameChanged(MINA, OTHER_NAME, null, 2))
                .given(new UserBlocked(MINA, REASON));
        assertThat(onPostgres.again().row("profile"))
                .containsEntry("username", OTHER_NAME.text())
                .containsEntry("email", null)
                .containsEntry("status", "BLOCKED");
    }

    private static String text(Personal value) {
        return value.text();
    }
}
