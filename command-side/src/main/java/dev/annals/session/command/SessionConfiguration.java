package dev.annals.session.command;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of this context. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SessionSettings.class, TokenSettings.class, SignInSettings.class})
class SessionConfiguration {}
