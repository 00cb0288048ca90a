package dev.annals.foundation.evidence;

import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.store.ProcessName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** The chain over the log and the keys to its seals. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceConfiguration.class);

    /** Beside the master key, and made where that is made. */
    @Bean
    SealKeys sealKeys(EvidenceSettings settings, Environment environment) {
        var given = settings.sealKeyFile();
        var masterKey = environment.getProperty("annals.master-key-file", "data/master.key");
        var file = given != null ? given : Path.of(masterKey).resolveSibling("seal.key");
        var embedded = !environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
        var create = environment.getProperty("annals.master-key-create", Boolean.class, embedded);
        var keys = SealKeys.read(settings.sealKey(), file, create);
        if (keys.active().isEmpty())
            LOG.warn("The audit trail is chained and not sealed by this process: set ANNALS_AUDIT_SEAL_KEY (32 bytes in"
                    + " base64) or ANNALS_AUDIT_SEAL_KEY_FILE");
        return keys;
    }

    /** Asked for once: it never changes. */
    private static Supplier<String> store(Positions positions) {
        return SingletonSupplier.of(() -> positions.head().storeId());
    }

    @Bean
    ChainTable chainTable(JdbcClient jdbc) {
        return new ChainTable(jdbc);
    }

    @Bean
    SealTable sealTable(JdbcClient jdbc, Positions positions) {
        return new SealTable(jdbc, store(positions));
    }

    @Bean
    ChainedEvents chainedEvents(JdbcTemplate jdbc) {
        return new ChainedEvents(jdbc);
    }

    @Bean
    AuditChain auditChain(ChainTable chain, ChainedEvents events, SealTable seals, SealKeys keys, Positions positions) {
        return new StoredChain(chain, events, seals, keys, positions);
    }

    @Bean
    Chainer chainer(
            JdbcTransactionManager transactionManager,
            ChainTable chain,
            ChainedEvents events,
            SealTable seals,
            SealKeys keys,
            LogEvents log,
            Positions positions,
            ProcessName self,
            EvidenceSettings settings) {
        return new Chainer(
                new TransactionTemplate(transactionManager),
                chain,
                events,
                seals,
                keys,
                log,
                store(positions),
                self.value(),
                settings.chainerLease(),
                Clock.systemUTC());
    }

    @Bean
    @DependsOnDatabaseInitialization
    ChainLoop chainLoop(Chainer chainer, ChainTable chain, SealTable seals, EvidenceSettings settings, Roles roles) {
        return new ChainLoop(chainer, chain, seals, settings, roles.has(Role.PROJECTIONS));
    }

    @Bean
    ChainMeters chainMeters(AuditChain chain) {
        return new ChainMeters(chain);
    }
}
