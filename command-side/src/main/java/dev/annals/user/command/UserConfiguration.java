package dev.annals.user.command;

import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PasswordSettings.class, ErasureSettings.class})
class UserConfiguration {

    @Bean
    static PasswordHasher passwordHasher(PasswordSettings settings) {
        return new PasswordHasher(encoder(settings), 2 * Runtime.getRuntime().availableProcessors());
    }

    /** Argon2id for what is new; bcrypt is still believed, and replaced at the next sign-in. */
    static PasswordEncoder encoder(PasswordSettings settings) {
        return new DelegatingPasswordEncoder(
                "argon2",
                Map.of(
                        "argon2",
                        new Argon2PasswordEncoder(
                                16,
                                32,
                                settings.argon2Parallelism(),
                                settings.argon2Memory(),
                                settings.argon2Iterations()),
                        "bcrypt",
                        new BCryptPasswordEncoder()));
    }
}
