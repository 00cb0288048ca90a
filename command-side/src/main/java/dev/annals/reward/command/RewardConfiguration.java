package dev.annals.reward.command;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of this context. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RewardSettings.class)
class RewardConfiguration {}
