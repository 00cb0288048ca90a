package dev.annals;

import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import dev.annals.shared.SessionId;
import dev.annals.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What the tests of projections talk about. */
public final class Given {

    public static final UserId MINA = UserId.of("00000000-0000-4000-8000-00000000000a");
    public static final UserId JUN = UserId.of("00000000-0000-4000-8000-00000000000b");
    public static final SessionId MORNING = new SessionId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    public static final SessionId EVENING = new SessionId(UUID.fromString("00000000-0000-4000-8000-000000000002"));

    private Given() {}

    /** A value that looks sealed. */
    public static Personal sealed(Purpose purpose, String text) {
        return new Personal(MINA.value(), 1, purpose, new byte[12], text.getBytes(StandardCharsets.UTF_8));
    }
}
