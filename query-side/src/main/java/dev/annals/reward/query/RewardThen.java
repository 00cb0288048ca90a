package dev.annals.reward.query;

import dev.annals.foundation.store.LogEntry;
import dev.annals.reward.RewardEvent;
import dev.annals.reward.RewardEvent.RewardDefined;
import dev.annals.reward.RewardEvent.RewardItemAdded;
import dev.annals.reward.RewardEvent.RewardRestocked;
import dev.annals.reward.RewardEvent.RewardRetired;
import java.util.List;

/** A reward as it was up to one of its events. */
record RewardThen(boolean limited, long stock, int perUserLimit, boolean retired, List<LogEntry> events) {

    static RewardThen of(List<LogEntry> stream, long version) {
        var events = stream.stream().filter(entry -> entry.number() <= version).toList();
        var limited = false;
        var stock = 0L;
        var perUserLimit = 1;
        var retired = false;
        for (var entry : events) {
            switch ((RewardEvent) entry.event()) {
                case RewardDefined e -> {
                    limited = e.limited();
                    stock = e.stock().stream().mapToLong(Long::longValue).sum();
                    perUserLimit = e.perUserLimit();
                }
                case RewardItemAdded e -> {}
                case RewardRestocked e -> stock = e.total();
                case RewardRetired e -> {
                    stock = e.total();
                    retired = true;
                }
            }
        }
        return new RewardThen(limited, stock, perUserLimit, retired, events);
    }
}
