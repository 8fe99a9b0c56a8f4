package dev.windlass.compat.xserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.compat.xserver.Bodies.WatchRequest;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
  @Test
  void theDefaultsAreOneSecondAndFifty() {
    WatchRequest asked = WatchRequest.of(read("{\"id\": \"7\"}"));
    assertThat(asked.id()).isEqualTo("7");
    assertThat(asked.progressUpdatePeriod()).hasMillis(1000);
    assertThat(asked.maximumPollingPeriod()).hasMillis(50_000);
    WatchRequest nulls =
        WatchRequest.of(
            read(
                "{\"id\": \"7\", \"progressUpdatePeriod\": null, \"maximumPollingPeriod\": null}"));
    assertThat(nulls).isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 250",
    "0, 250",
    "249, 250",
    "250, 250",
    "251, 251",
    "49999, 49999",
    "50000, 50000",
    "50001, 50000",
    "99999999999999999999, 50000"
  })
  void aPeriodOutOfRangeIsTheNearestInRange(String given, long taken) {
    assertThat(watch(given, "null").progressUpdatePeriod()).hasMillis(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "null, -1, 1000",
    "null, 0, 1000",
    "null, 999, 1000",
    "null, 1001, 1001",
    "null, 50001, 50000",
    "10000, 5000, 10000",
    "60000, null, 50000",
    "1, 1, 250"
  })
  void theLongestWaitIsNeverShorterThanThePeriodNorLongerThanFiftySeconds(
      String period, String longest, long taken) {
    assertThat(watch(period, longest).maximumPollingPeriod()).hasMillis(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1000\"", "true", "1.5", "{}", "[1]"})
  void anotherTypeThanAnIntegerIsAFaultThatNamesTheParameter(String given) {
    for (String body :
        new String[] {
          "{\"id\": \"7\", \"progressUpdatePeriod\": " + given + "}",
          "{\"id\": \"7\", \"maximumPollingPeriod\": " + given + "}"
        }) {
      assertThatThrownBy(() -> WatchRequest.of(read(body)))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.status()).isEqualTo(400);
                assertThat(fault.json().faultInfo())
                    .containsEntry("$type", "InvalidValueFault")
                    .containsEntry("parameter", body.split("\"")[5])
                    .containsKey("value");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"id\": null}", "{\"Id\": \"7\"}"})
  void anIdIsRequired(String body) {
    assertThatThrownBy(() -> Bodies.jobId(read(body)))
        .isInstanceOfSatisfying(
            Fault.class,
            fault ->
                assertThat(fault.json().faultInfo())
                    .containsEntry("$type", "MissingParameterFault")
                    .containsEntry("parameter", "id"));
  }

  @Test
  void anIdIsAText() {
    assertThatThrownBy(() -> Bodies.jobId(read("{\"id\": 7}")))
        .isInstanceOf(Fault.class)
        .hasMessage("'id' must be a text, found 7");
  }

  @Test
  void whatNobodyAsksForIsPassedOver() {
    assertThat(
            Bodies.jobId(
                read(
                    """
                    {"$type": "JobRequest", "id": "7", "requestProfile": {}, "storedProfile": "car",
                     "userLogs": ["me"], "somethingElse": 1}""")))
        .isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "7", "{} {}", "{\"id\": \"a\", \"id\": \"b\"}"})
  void whatIsNoObjectIsNoRequest(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ProblemCode.MALFORMED_JSON));
  }

  private static WatchRequest watch(String period, String longest) {
    return WatchRequest.of(
        read(
            """
            {"id": "7", "progressUpdatePeriod": %s, "maximumPollingPeriod": %s}"""
                .formatted(period, longest)));
  }

  private static ObjectNode read(String body) {
    return Bodies.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 1000);
  }
}
