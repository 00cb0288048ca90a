package dev.annals.foundation.personal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Personal data and secrets on the store's own tables. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MasterKeySettings.class, ErasureListSettings.class})
class PersonalConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalConfiguration.class);
    private static final int CACHED_KEYS = 20_000;

    @Bean
    MasterKeys masterKeys(MasterKeySettings settings, Environment environment) {
        var url = environment.getProperty("spring.datasource.url", "");
        return MasterKeySource.read(settings, !url.startsWith("jdbc:postgresql:"));
    }

    @Bean
    @DependsOnDatabaseInitialization
    RootSecrets secrets(JdbcClient jdbc, MasterKeys masterKeys) {
        var table = new RootSecretTable(jdbc, masterKeys);
        var root = table.obtain();
        if (masterKeys.rotating() && table.rewrap()) LOG.info("The root secret is wrapped by the new master key");
        return new RootSecrets(root);
    }

    @Bean
    ErasureList erasureList(ErasureListSettings settings, MasterKeySettings masterKey) {
        return new ErasureList(settings.beside(masterKey.masterKeyFile()));
    }

    /**
     * After the secrets: a wrong master key is found there, before anything is sealed with it. Whoever opens anything
     * needs this first, and by then the list of erasures is applied.
     */
    @Bean
    KeyRing dataKeys(
            JdbcClient jdbc,
            MasterKeys masterKeys,
            PlatformTransactionManager transactionManager,
            ErasureList erasures,
            Secrets secrets) {
        var ring = new KeyRing(
                new DataKeyTable(jdbc),
                masterKeys,
                new TransactionTemplate(transactionManager),
                new KeyCache(CACHED_KEYS, System::nanoTime),
                erasures);
        var restored = ring.destroyListed();
        if (restored > 0)
            LOG.warn("{} keys are destroyed again: {} lists more erasures than this store", restored, erasures);
        if (masterKeys.rotating()) LOG.info("{} data keys are wrapped by the new master key", ring.rewrap());
        return ring;
    }

    @Bean
    PersonalData personalData(KeyRing keys) {
        return new SealedPersonalData(keys);
    }
}
