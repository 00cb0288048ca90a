package dev.annals.keyservice.query;

import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.query.Questions;
import dev.annals.foundation.security.Caller;
import dev.annals.foundation.web.ReadPosition;
import dev.annals.keyservice.OwnProfile;
import dev.annals.shared.CommandRefused;
import dev.annals.user.UserQuery.FindUser;
import dev.annals.user.UserRefusal;
import dev.annals.user.UserView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the caller his profile; one answer for canonical clients and for those of the Auth Service. */
@RestController
class OwnProfileController {

    private final Questions questions;
    private final ReadModels readModels;

    OwnProfileController(Questions questions, ReadModels readModels) {
        this.questions = questions;
        this.readModels = readModels;
    }

    @GetMapping("/api/v1/users/me")
    OwnProfile me(Caller caller, ReadPosition position) {
        await(position, "profile");
        await(position, "role-holder");
        return questions
                .askOptional(new FindUser(caller.userId()), UserView.class)
                .map(OwnProfile::of)
                .orElseThrow(() -> new CommandRefused(UserRefusal.USER_NOT_FOUND));
    }

    /** The Auth Service's clients send no position, and expect to see what they wrote. */
    private void await(ReadPosition position, String group) {
        if (position.position() == null) readModels.awaitHead(group);
        else position.await(readModels, group);
    }
}
