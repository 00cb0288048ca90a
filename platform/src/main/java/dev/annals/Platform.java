package dev.annals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The whole house in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Platform {

    /** Starts the platform; which doors open is decided by {@code annals.roles}. */
    public static void main(String[] args) {
        SpringApplication.run(Platform.class, args);
    }
}
