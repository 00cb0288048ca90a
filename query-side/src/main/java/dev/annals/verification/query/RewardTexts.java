package dev.annals.verification.query;

import static java.util.stream.Collectors.joining;

import dev.annals.reward.RewardItem;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** How items must stand in a column. */
final class RewardTexts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RewardTexts() {}

    static String items(List<RewardItem> items) {
        return items.stream().map(RewardTexts::item).collect(joining(",", "[", "]"));
    }

    private static String item(RewardItem item) {
        return "{\"itemId\":"
                + (item.itemId() == null
                        ? "null"
                        : JSON.writeValueAsString(item.itemId().toString()))
                + ",\"item\":" + JSON.writeValueAsString(item.item())
                + ",\"quantity\":" + item.quantity() + "}";
    }
}
