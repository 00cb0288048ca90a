package dev.annals.foundation.projection;

import static dev.annals.foundation.projection.ArrivalTest.place;
import static dev.annals.foundation.projection.ProjectionProcessorsTest.append;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.store.LogToken;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleName;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether two generations say the same is asked only where they have seen the same. */
class StoredPlacesTest {

    private static final Predicate<Class<?>> DEFINED = RoleDefined.class::equals;

    private ConfigurableApplicationContext here;
    private long defined;
    private long retired;
    private long last;

    @BeforeEach
    void start() {
        here = ProjectionApplication.start(TestStores.h2Url());
        defined =
                append(here, new RoleDefined(new RoleName("FIRST"), List.of())).index();
        retired = append(here, new RoleRetired(new RoleName("FIRST"))).index();
        last = append(here, new RoleDefined(new RoleName("SECOND"), List.of())).index();
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void atTheSamePlaceTheyHaveSeenTheSame() {
        assertThat(isSame(place(last), place(last))).isTrue();
    }

    @Test
    void whoIsBehindByWhatConcernsThemHasNot() {
        assertThat(isSame(place(last), place(retired))).isFalse();
    }

    @Test
    void whoIsBehindByWhatDoesNotConcernThemHas() {
        assertThat(isSame(place(retired), place(defined))).isTrue();
    }

    /** Red: a rebuild under load was refused for a row that the new generation was about to see. */
    @Test
    void whoHasInAGapWhatTheOtherHasSeenHasNot() {
        assertThat(isSame(place(last), place(last, defined))).isFalse();
        assertThat(isSame(place(last, defined), place(last))).isFalse();
    }

    @Test
    void aGapOfWhatDoesNotConcernThemDoesNotMatter() {
        assertThat(isSame(place(last), place(last, retired))).isTrue();
    }

    @Test
    void neitherHasSeenWhatBothHaveInAGap() {
        assertThat(isSame(place(last, defined, retired), place(last, defined))).isTrue();
    }

    private boolean isSame(LogToken one, LogToken other) {
        var tokens = here.getBean(TokenStore.class);
        var isSame = new boolean[1];
        here.getBean(TransactionManager.class).executeInTransaction(() -> {
            tokens.initializeTokenSegments("one@1", 1, one);
            tokens.initializeTokenSegments("other@1", 1, other);
            isSame[0] = here.getBean(StoredPlaces.class).lockAndCompare("one@1", "other@1", DEFINED);
            here.getBean(JdbcTemplate.class)
                    .update("DELETE FROM processor_token WHERE processor_name IN ('one@1', 'other@1')");
        });
        return isSame[0];
    }
}
