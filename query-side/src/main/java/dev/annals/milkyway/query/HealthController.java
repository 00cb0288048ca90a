package dev.annals.milkyway.query;

import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that somebody answers, as Milkyway's gateway does; what is behind it is asked at {@code /actuator/health}. */
@RestController
class HealthController {

    @Schema(name = "MilkywayHealth")
    record Health(String status) {}

    @GetMapping("/health")
    Health health() {
        return new Health("ok");
    }
}
