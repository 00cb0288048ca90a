package dev.annals.reward.projection;

import dev.annals.reward.RewardItem;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Items in a column, as JSON: they are only ever read together. */
final class ItemTexts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ItemTexts() {}

    static String of(List<RewardItem> items) {
        return JSON.writeValueAsString(items);
    }
}
