package dev.annals.user.command;

import dev.annals.foundation.store.TestStores;

class UserOnH2Test extends UserJourney {

    @Override
    String url() {
        return TestStores.h2Url() + ";LOCK_TIMEOUT=10000";
    }
}
