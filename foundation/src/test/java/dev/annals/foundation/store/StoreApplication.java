package dev.annals.foundation.store;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.shared.Personal;
import dev.annals.shared.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.node.ObjectNode;

/** The store with nothing but a counter and a policy on it. No configuration by name, so that nobody finds it by scanning. */
@EnableAutoConfiguration
@Import({StoreConfiguration.class, NoticesConfiguration.class})
class StoreApplication {

    static ConfigurableApplicationContext start(String url, String... arguments) {
        return new SpringApplicationBuilder(StoreApplication.class, Counting.Counter.class)
                .properties(
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "logging.level.root=WARN")
                .run(arguments);
    }

    @Bean
    SingleEventUpcaster openedSaysBy() {
        return new OpenedSaysBy();
    }

    @Bean
    SealsInTheOpen personalData() {
        return new SealsInTheOpen();
    }

    @Bean
    WhenForwardedThenAdd policy(CommandGateway commands) {
        return new WhenForwardedThenAdd(commands);
    }

    @SameTransaction
    @ProcessingGroup("when-forwarded-then-add")
    static class WhenForwardedThenAdd {

        private final CommandGateway commands;

        WhenForwardedThenAdd(CommandGateway commands) {
            this.commands = commands;
        }

        @EventHandler
        void react(Counting.Forwarded event) {
            if (event.other().equals("nobody")) throw new IllegalStateException("a policy fails");
            if (event.other().startsWith("refuse:"))
                commands.sendAndWait(new Counting.AddAndFail(event.other().substring(7), 1));
            else commands.sendAndWait(new Counting.Add(event.other(), 1));
        }
    }

    /** An example of an evolution: what revision 0 called {@code who} is called {@code by} since revision 1. */
    static final class OpenedSaysBy extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation stored) {
            return stored.getType().equals(new SimpleSerializedType("counting.opened", "0"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
            return stored.upcastPayload(
                    new SimpleSerializedType("counting.opened", "1"), ObjectNode.class, OpenedSaysBy::renamed);
        }

        private static ObjectNode renamed(ObjectNode event) {
            event.set("by", event.remove("who"));
            return event;
        }
    }

    /** Counts what it seals, and hides nothing. */
    static final class SealsInTheOpen implements PersonalData {

        final AtomicInteger sealed = new AtomicInteger();

        @Override
        public Personal seal(UUID subject, Purpose purpose, String clear) {
            sealed.incrementAndGet();
            return new Personal(subject, 1, purpose, new byte[12], clear.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String open(Personal sealed) {
            return new String(sealed.cipherText(), StandardCharsets.UTF_8);
        }
    }
}
