package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An operator who defines rewards and runs campaigns, by the canonical routes. */
final class Offers {

    private final Person operator;

    Offers(House house) {
        operator = new People(house).holderOf("OPERATOR");
    }

    Person operator() {
        return operator;
    }

    String item(String name) {
        return created("/api/v1/items", Map.of("item", name, "quantity", 500)).text("item_id");
    }

    /** A hat, of which there are so many. */
    String reward(int stock) {
        return reward(Map.of("title", "A hat", "stock", stock));
    }

    String reward(Map<String, ?> definition) {
        return created("/api/v1/rewards", definition).text("reward_id");
    }

    /** Open since yesterday, for whoever has signed in on so many days. */
    String campaign(int days, String... rewards) {
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        var campaign = draft(days, yesterday.toString(), yesterday.plusDays(30).toString(), rewards);
        step(campaign, "activate");
        return campaign;
    }

    String draft(int days, String from, String to, String... rewards) {
        var draft = new HashMap<String, Object>();
        draft.put("title", "Come by");
        draft.put("starts_at", from);
        draft.put("ends_at", to);
        draft.put("zone", "UTC");
        draft.put("condition", Map.of("kind", "login_days", "goal", days));
        var campaign = created("/api/v1/campaigns", draft).text("campaign_id");
        for (var reward : rewards) {
            var attached = operator.http().put("/api/v1/campaigns/" + campaign + "/rewards/" + reward, Map.of());
            assertThat(attached.status()).as("%s", attached).isEqualTo(200);
        }
        return campaign;
    }

    void step(String campaign, String step) {
        var done = operator.http().post("/api/v1/campaigns/" + campaign + "/" + step, Map.of());
        assertThat(done.status()).as("%s", done).isEqualTo(200);
    }

    Answer claim(Person player, String campaign, String reward) {
        return claim(player.http(), campaign, reward);
    }

    Answer claim(Http player, String campaign, String reward) {
        return player.post("/api/v1/claims", Map.of("campaign_id", campaign, "reward_id", reward));
    }

    /** What the operator reads, with everything in it that was answered before. */
    Answer read(Answer after, String path) {
        var position = after.header("Annals-Position");
        var http = position == null ? operator.http() : operator.http().with("Annals-Position", position);
        var answer = http.get(path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    /** The codes of these answers, and how often each was given; a yes is its status. */
    static Map<String, Long> counts(List<Answer> answers) {
        var counts = new HashMap<String, Long>();
        for (var answer : answers)
            counts.merge(answer.status() == 201 ? "201" : answer.status() + " " + answer.code(), 1L, Long::sum);
        return counts;
    }

    private Answer created(String path, Map<String, ?> body) {
        var answer = operator.http().post(path, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer;
    }
}
