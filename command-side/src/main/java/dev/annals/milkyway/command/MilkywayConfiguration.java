package dev.annals.milkyway.command;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of this dialect. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MilkywaySettings.class)
class MilkywayConfiguration {}
