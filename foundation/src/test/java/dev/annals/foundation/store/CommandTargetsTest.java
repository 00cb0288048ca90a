package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.Test;

class CommandTargetsTest {

    private final CommandTargets targets = new CommandTargets();

    private record Rename(
            String name, @TargetAggregateIdentifier String id) {}

    private record Define(String role) {

        @TargetAggregateIdentifier
        String roleId() {
            return "role:" + role;
        }
    }

    private interface OfClaim {

        String number();

        @TargetAggregateIdentifier
        default String claimId() {
            return "claim:" + number();
        }
    }

    private record Deliver(String number) implements OfClaim {}

    private record Nothing(String id) {}

    @Test
    void theMarkedComponentIsTheTarget() {
        var target = targets.resolveTarget(new GenericCommandMessage<>(new Rename("a", "user-1")));

        assertThat(target.getIdentifier()).isEqualTo("user-1");
        assertThat(target.getVersion()).isNull();
    }

    @Test
    void soIsWhatAMarkedMethodAnswers() {
        var target = targets.resolveTarget(new GenericCommandMessage<>(new Define("ADMIN")));

        assertThat(target.getIdentifier()).isEqualTo("role:ADMIN");
    }

    @Test
    void soIsWhatAMarkedMethodOfItsKindAnswers() {
        var target = targets.resolveTarget(new GenericCommandMessage<>(new Deliver("7")));

        assertThat(target.getIdentifier()).isEqualTo("claim:7");
    }

    @Test
    void aCommandForNobodyIsABug() {
        assertThatThrownBy(() -> targets.resolveTarget(new GenericCommandMessage<>(new Nothing("user-1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nothing");
    }
}
