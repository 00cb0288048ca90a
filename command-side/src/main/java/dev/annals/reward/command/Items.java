package dev.annals.reward.command;

import static dev.annals.reward.RewardRefusal.INVALID_ITEM;
import static dev.annals.reward.RewardRefusal.INVALID_REWARD;
import static dev.annals.reward.RewardRefusal.INVALID_STOCK;
import static dev.annals.shared.CommandRefused.refuseUnless;

import dev.annals.reward.RewardItem;
import dev.annals.shared.CommandRefused;
import org.jspecify.annotations.Nullable;

/** What may be said of rewards and of what they are made of. */
final class Items {

    static final int MOST = 50;
    static final int MOST_PER_USER = 1_000;

    private static final int LONGEST_ITEM = 100;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final long HIGHEST_QUANTITY = 1_000_000_000;
    private static final long HIGHEST_STOCK = 1_000_000_000_000L;

    private Items() {}

    static RewardItem checked(RewardItem item) {
        // A body may leave it out, whatever the type says.
        var name = item.item() == null ? "" : item.item().strip();
        refuseUnless(!name.isEmpty() && length(name) <= LONGEST_ITEM, INVALID_ITEM);
        refuseUnless(item.quantity() >= 1 && item.quantity() <= HIGHEST_QUANTITY, INVALID_ITEM);
        return new RewardItem(item.itemId(), name, item.quantity());
    }

    static String title(@Nullable String text) {
        if (text == null || text.isBlank()) throw new CommandRefused(INVALID_REWARD);
        refuseUnless(length(text.strip()) <= LONGEST_TITLE, INVALID_REWARD);
        return text.strip();
    }

    static String description(@Nullable String text) {
        if (text == null) return "";
        refuseUnless(length(text.strip()) <= LONGEST_DESCRIPTION, INVALID_REWARD);
        return text.strip();
    }

    static void refuseUnlessStock(long stock) {
        refuseUnless(stock >= 0 && stock <= HIGHEST_STOCK, INVALID_STOCK);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
