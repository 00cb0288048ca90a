package dev.annals.game;

import dev.annals.shared.Refusal;

/** Why a wish about game accounts is refused. All are thrown and leave no trace. */
public enum GameRefusal implements Refusal {
    GAME_USER_GONE(Kind.CONFLICT, "This user is not registered any more, so nothing is linked to him."),
    GAME_ACCOUNT_TAKEN(Kind.CONFLICT, "This account of the game server is linked to another user."),
    GAME_ACCOUNT_NOT_LINKED(Kind.CONFLICT, "This user has no account at the game server."),
    GAME_NOT_CONNECTED(Kind.CONFLICT, "No game server is configured: set NAKAMA_HOST."),
    RECONCILIATION_RUNNING(Kind.CONFLICT, "The accounts are being compared already."),
    RECONCILIATION_NOT_FOUND(Kind.NOT_FOUND, "There is no such comparison."),
    GAME_REASON_MISSING(Kind.INVALID, "Say why: a reason of 1 to 500 characters.");

    private final Kind kind;
    private final String sentence;

    GameRefusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
