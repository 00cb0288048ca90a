package dev.annals.user.command;

import dev.annals.shared.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The list of erasures names a user whom this log does not know to be erased: it is older than the list. */
record EraseAgain(@TargetAggregateIdentifier UserId userId) {}
