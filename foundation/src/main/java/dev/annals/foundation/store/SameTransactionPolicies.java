package dev.annals.foundation.store;

import java.util.Objects;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.springframework.beans.factory.ListableBeanFactory;

/** Registers every group that is marked {@link SameTransaction}. */
final class SameTransactionPolicies implements ConfigurerModule {

    private final ListableBeanFactory beans;

    SameTransactionPolicies(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void configureModule(Configurer configurer) {
        var processing = configurer.eventProcessing();
        for (var name : beans.getBeanNamesForAnnotation(SameTransaction.class)) {
            var group = beans.findAnnotationOnBean(name, ProcessingGroup.class);
            if (group == null)
                throw new IllegalStateException(name + " is marked @SameTransaction and has no @ProcessingGroup");
            register(processing, group.value());
        }
    }

    /**
     * A processor that runs in the publisher's unit of work and lets every exception through. It has no metrics of
     * its own: it is part of the command, and counting what it ignores cost every command a tenth.
     */
    static void register(EventProcessingConfigurer processing, String group) {
        Objects.requireNonNull(processing)
                .registerSubscribingEventProcessor(group)
                .registerListenerInvocationErrorHandler(group, configuration -> PropagatingErrorHandler.instance())
                .registerErrorHandler(group, configuration -> PropagatingErrorHandler.instance())
                .registerMessageMonitor(group, configuration -> NoOpMessageMonitor.instance());
    }
}
