package dev.annals.foundation.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an event handler with a {@code @ProcessingGroup} of its own: it runs in the transaction of the command that
 * published the event, before that commits. Its failure, and the refusal of any command it sends, undoes everything;
 * catching it does not help, the transaction is lost.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SameTransaction {}
