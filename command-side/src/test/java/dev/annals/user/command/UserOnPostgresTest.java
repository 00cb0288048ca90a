package dev.annals.user.command;

import dev.annals.foundation.store.TestStores;

class UserOnPostgresTest extends UserJourney {

    @Override
    String url() {
        return TestStores.postgresUrl();
    }
}
