package dev.annals.session.query;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.query.Questions;
import dev.annals.shared.UserId;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserView;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The time zone that a user says is his. */
@Component
class OwnZones {

    private final Questions questions;
    private final PersonalData personal;

    OwnZones(@Lazy Questions questions, PersonalData personal) {
        this.questions = questions;
        this.personal = personal;
    }

    /** UTC where he says none, or one that this machine does not know. */
    ZoneId of(UserId userId) {
        return questions
                .askOptional(new FindUser(userId), UserView.class)
                .map(user -> personal.openNullable(user.profile().zone()))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElse(ZoneOffset.UTC);
    }
}
