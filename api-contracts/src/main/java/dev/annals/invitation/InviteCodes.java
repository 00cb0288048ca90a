package dev.annals.invitation;

/** What must be known of invite codes before there is somebody who uses one; implemented by the write side. */
public interface InviteCodes {

    /** Refuses with {@code INVITE_CODE_UNKNOWN} or {@code INVITER_GONE} a code by which nobody can be invited now. */
    void refuseUnusable(String code);
}
