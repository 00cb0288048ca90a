package dev.annals.foundation.store;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Notices between processes; {@code annals.store.notices=false} leaves them out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "annals.store.notices", havingValue = "true", matchIfMissing = true)
class NoticesConfiguration {

    @Bean
    CommitNotices commitNotices(DataSource dataSource, PokeableEventStore eventStore) {
        return new CommitNotices(dataSource, eventStore::poke);
    }
}
