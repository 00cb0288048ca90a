package dev.annals.reward;

import org.axonframework.serialization.Revision;

/** What can have happened to an item of the catalogue. Stored for ever, shapes frozen. */
public sealed interface ItemEvent {

    ItemId itemId();

    @Revision("1")
    record ItemDefined(ItemId itemId, String item, long quantity) implements ItemEvent {}
}
