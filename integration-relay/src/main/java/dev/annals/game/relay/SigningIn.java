package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.SERVER_ERROR;
import static dev.annals.game.relay.NakamaFailure.Kind.USERNAME_TAKEN;

import dev.annals.game.relay.Nakama.Session;
import dev.annals.shared.UserId;

/**
 * Signs a user in at the game server, making his account where there is none. Of several who do so for one user at a time
 * all but one are told 409 or 500, and find the account when they ask once more.
 */
final class SigningIn {

    private final Nakama nakama;

    SigningIn(Nakama nakama) {
        this.nakama = nakama;
    }

    Session signIn(UserId userId, String username, Deadline deadline) throws NakamaFailure {
        var names = GameNames.of(username, userId);
        try {
            return nakama.authenticate(userId.toString(), username, deadline);
        } catch (NakamaFailure race) {
            if (race.kind() != USERNAME_TAKEN && race.kind() != SERVER_ERROR) throw race;
        }
        for (var name : names) {
            try {
                return nakama.authenticate(userId.toString(), name, deadline);
            } catch (NakamaFailure taken) {
                if (taken.kind() != USERNAME_TAKEN) throw taken;
            }
        }
        throw new NakamaFailure(USERNAME_TAKEN);
    }
}
