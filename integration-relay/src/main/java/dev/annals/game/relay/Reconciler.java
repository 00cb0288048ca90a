package dev.annals.game.relay;

import static dev.annals.game.GameReconciliation.Kind.FOREIGN;
import static dev.annals.game.GameReconciliation.Kind.LEFT_BEHIND;
import static dev.annals.game.GameReconciliation.Kind.MISSING;
import static dev.annals.game.GameReconciliation.Kind.WRONG_BAN;
import static dev.annals.game.GameReconciliation.Kind.WRONG_NAME;
import static dev.annals.game.relay.NakamaFailure.Kind.NOT_FOUND;
import static java.util.stream.Collectors.toMap;

import dev.annals.game.GameAccountCommand.BanGameAccount;
import dev.annals.game.GameAccountCommand.DeleteGameAccount;
import dev.annals.game.GameAccountCommand.RenameGameAccount;
import dev.annals.game.GameAccountCommand.UnbanGameAccount;
import dev.annals.game.GameReconciliation.Kind;
import dev.annals.game.relay.ReconciliationTable.Settled;
import dev.annals.game.relay.ReconciliationTable.Wish;
import dev.annals.shared.UserId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares all accounts over there with how they ought to be. To repair one it writes down how it is over there and has
 * it aligned like after any change: so there is one way to change an account, and the log says what was found.
 */
final class Reconciler {

    private static final int AT_A_TIME = Nakama.MOST_ACCOUNTS;

    private final ReconciliationTable table;
    private final NakamaGate gate;
    private final Nakama nakama;
    private final GameAccounts accounts;
    private final GameWork work;

    Reconciler(ReconciliationTable table, NakamaGate gate, Nakama nakama, GameAccounts accounts, GameWork work) {
        this.table = table;
        this.gate = gate;
        this.nakama = nakama;
        this.accounts = accounts;
        this.work = work;
    }

    void carryOut(Wish wish) {
        var run = new Run(wish);
        try {
            run.all();
            table.ended(wish, "DONE", "%d accounts, %d not as they ought to be.".formatted(run.checked, run.found));
        } catch (NakamaFailure failure) {
            table.ended(wish, "FAILED", "The game server did not answer: " + failure.kind() + ".");
        } catch (RuntimeException ours) {
            table.ended(wish, "FAILED", ours.getClass().getSimpleName());
        }
    }

    private final class Run {

        private final Wish wish;
        private long checked;
        private long found;

        private Run(Wish wish) {
            this.wish = wish;
        }

        private void all() throws NakamaFailure {
            var after = ReconciliationTable.beforeAll();
            for (var some = table.settledAfter(after, AT_A_TIME); !some.isEmpty(); ) {
                compare(some);
                after = some.getLast().userId();
                some = table.settledAfter(after, AT_A_TIME);
            }
            after = ReconciliationTable.beforeAll();
            for (var some = table.goneAfter(after, AT_A_TIME); !some.isEmpty(); ) {
                for (var gone : some) lookFor(gone);
                after = some.getLast();
                some = table.goneAfter(after, AT_A_TIME);
                tell();
            }
        }

        private void tell() {
            if (!table.looked(wish, checked, found)) throw new IllegalStateException("It was taken from this process");
        }

        private void compare(List<Settled> some) throws NakamaFailure {
            var ids = some.stream().map(Settled::gameUserId).toList();
            var there = gate.pass(deadline -> nakama.accounts(ids, deadline)).stream()
                    .collect(toMap(Nakama.Account::gameUserId, Function.identity()));
            for (var one : some) {
                // He may have changed since he was read.
                if (work.isSettled(one.userId())) compare(one, there.get(one.gameUserId()));
                checked++;
            }
            tell();
        }

        private void compare(Settled here, Nakama.@Nullable Account there) {
            var userId = here.userId();
            if (there == null) {
                drift(userId, MISSING, () -> accounts.record(new DeleteGameAccount(userId)));
                return;
            }
            if (!there.customId().equals(userId.toString())) {
                found++;
                table.drift(wish, userId, FOREIGN, false);
                return;
            }
            var isKnown = accounts.open(here.knownName()).equals(there.username());
            if (!isKnown || !GameNames.fits(there.username(), accounts.open(here.wantedName()), userId))
                drift(userId, WRONG_NAME, () -> accounts.record(new RenameGameAccount(userId, there.username())));
            if (there.banned() != here.blocked() || there.banned() != here.banned())
                drift(
                        userId,
                        WRONG_BAN,
                        () -> accounts.record(
                                there.banned() ? new BanGameAccount(userId) : new UnbanGameAccount(userId)));
        }

        private void lookFor(UserId gone) throws NakamaFailure {
            checked++;
            try {
                gate.pass(deadline -> nakama.authenticate(gone.toString(), null, deadline));
                drift(gone, LEFT_BEHIND, () -> {});
            } catch (NakamaFailure failure) {
                if (failure.kind() != NOT_FOUND) throw failure;
            }
        }

        private void drift(UserId userId, Kind kind, Runnable writeDown) {
            found++;
            table.drift(wish, userId, kind, wish.repair());
            if (!wish.repair()) return;
            writeDown.run();
            work.again(userId);
        }
    }
}
