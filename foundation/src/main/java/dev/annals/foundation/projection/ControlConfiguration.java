package dev.annals.foundation.projection;

import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.store.SettledLog;
import dev.annals.foundation.store.StoredTypes;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a process does for its projections beside projecting; one that runs none does nothing. */
@Configuration(proxyBeanMethods = false)
class ControlConfiguration {

    @Bean
    ParkedRelease parkedRelease(
            ProjectionProcessors processors, LogEvents log, TokenStore tokens, TransactionManager transactions) {
        return new ParkedRelease(processors, log, tokens, transactions);
    }

    @Bean
    TakeOver takeOver(
            JdbcTransactionManager transactionManager,
            JdbcClient jdbc,
            DataSource dataSource,
            StoredPlaces places,
            ControlTable control,
            ProjectionProcessors processors,
            ProjectionSettings settings) {
        return new TakeOver(
                new TransactionTemplate(transactionManager),
                jdbc,
                new Generations(jdbc),
                places,
                new ReadTables(dataSource),
                control,
                processors,
                settings.keepOld());
    }

    @Bean
    SettledLog settledLog(
            DataSource dataSource,
            Serializer serializer,
            EventUpcasterChain upcasters,
            StoredTypes types,
            LogEvents log) {
        return new SettledLog(dataSource, serializer, upcasters, types, log);
    }

    @Bean
    ControlLoop controlLoop(
            ProjectionProcessors processors,
            ControlTable control,
            ParkedRelease parked,
            TakeOver takeOver,
            Progress progress,
            Positions positions,
            JdbcClient jdbc,
            DataSource dataSource,
            SettledLog log,
            TokenStore tokens,
            TransactionManager transactions,
            ProjectionSettings settings,
            Roles roles) {
        return new ControlLoop(
                processors,
                new Generations(jdbc),
                processors.sharing(),
                control,
                parked,
                new ReadTables(dataSource),
                wish -> new Rebuild(
                        wish,
                        processors,
                        control,
                        takeOver,
                        progress,
                        () -> positions.head().index(),
                        next -> new Refill(log, tokens, transactions, settings.segments(), settings.batchSize(), next),
                        settings),
                settings.controlInterval(),
                roles.has(Role.PROJECTIONS));
    }
}
