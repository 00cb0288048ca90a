package dev.annals.reward.query;

import dev.annals.reward.RewardItem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads items out of a column. */
final class StoredItems {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<RewardItem>> ITEMS = new TypeReference<>() {};

    private StoredItems() {}

    static List<RewardItem> of(@Nullable String text) {
        return text == null ? List.of() : JSON.readValue(text, ITEMS);
    }
}
