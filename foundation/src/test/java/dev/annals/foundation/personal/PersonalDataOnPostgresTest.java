package dev.annals.foundation.personal;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.foundation.store.TestStores;

class PersonalDataOnPostgresTest extends PersonalDataTest {

    @Override
    HikariDataSource database() {
        return TestStores.postgres();
    }
}
