package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What the API says of itself is committed, so that a change of it is seen in review. To accept one, run this test with
 * {@code -Dannals.update=true}. Red: a route added, a parameter of another type.
 */
class OpenApiTest {

    private static final Path COMMITTED = Path.of("../docs/openapi.yaml");

    @Test
    void theCommittedDescriptionIsWhatThePlatformSays() throws IOException {
        var house = House.shared(Store.H2);
        var served = house.http().get("/v3/api-docs.yaml");
        assertThat(served.status()).isEqualTo(200);
        var description = served.raw().body().replace(house.http().base().toString(), "http://localhost:8088");

        if (Boolean.getBoolean("annals.update")) Files.writeString(COMMITTED, description);
        assertThat(COMMITTED).content().isEqualTo(description);
    }
}
