package bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code ./bench --help} lists. */
final class Setting {

    private Setting() {}

    static int of(String name, int orElse) {
        return given(name).map(Integer::valueOf).orElse(orElse);
    }

    static List<Integer> list(String name, String orElse) {
        return Stream.of(given(name).orElse(orElse).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    static Optional<String> given(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }
}
