package dev.annals.invitation;

import dev.annals.shared.Refusal;

/** Why a wish about invitations is refused. All are thrown and leave no trace. */
public enum InvitationRefusal implements Refusal {
    INVITE_CODE_UNKNOWN(Kind.INVALID, "There is no such invite code."),
    INVITE_CODE_NOT_FOUND(Kind.NOT_FOUND, "You have no invite code yet."),
    INVITER_GONE(Kind.CONFLICT, "Whoever gave out this code is blocked or gone."),
    SELF_INVITATION(Kind.CONFLICT, "Nobody can invite himself."),
    ALREADY_INVITED(Kind.CONFLICT, "You have been invited already, and that is final."),
    INVITATION_CYCLE(Kind.CONFLICT, "Whoever gave out this code came because of you."),
    INVITEE_CAME_FIRST(Kind.CONFLICT, "You were here before whoever gave out this code.");

    private final Kind kind;
    private final String sentence;

    InvitationRefusal(Kind kind, String sentence) {
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
