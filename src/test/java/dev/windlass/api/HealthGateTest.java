package dev.windlass.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class HealthGateTest {
  @Test
  void strangersAreToldWhichRoleIsNotWellAndNothingElse() {
    JsonObject health =
        new JsonObject(
            """
            {"status": "DOWN", "checks": [
              {"name": "Kafka", "status": "DOWN",
               "data": {"servers": "10.0.0.7:9092", "state": "can't be reached: refused"}},
              {"name": "roles", "status": "DOWN",
               "data": {"api": "well", "projection": "Connection to 10.0.0.8:5432 refused"}}]}""");
    assertThat(HealthGate.forStrangers(health))
        .isEqualTo(
            new JsonObject(
                """
                {"status": "DOWN", "checks": [
                  {"name": "Kafka", "status": "DOWN"},
                  {"name": "roles", "status": "DOWN",
                   "data": {"api": "well", "projection": "unwell"}}]}"""));
  }
}
