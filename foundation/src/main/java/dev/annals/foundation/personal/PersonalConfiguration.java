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
@EnableConfigurationProperties(MasterKeySettings.class)
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

    /** After the secrets: a wrong master key is found there, before anything is sealed with it. */
    @Bean
    KeyRing dataKeys(
            JdbcClient jdbc, MasterKeys masterKeys, PlatformTransactionManager transactionManager, Secrets secrets) {
        var ring = new KeyRing(
                new DataKeyTable(jdbc),
                masterKeys,
                new TransactionTemplate(transactionManager),
                new KeyCache(CACHED_KEYS, System::nanoTime));
        if (masterKeys.rotating()) LOG.info("{} data keys are wrapped by the new master key", ring.rewrap());
        return ring;
    }

    @Bean
    PersonalData personalData(KeyRing keys) {
        return new SealedPersonalData(keys);
    }
}
