package dev.windlass.compat.openspecimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
  private final DateText utc = new DateText(ZoneId.of("UTC"));

  @ParameterizedTest
  @CsvSource({
    "20220221, 2022-02-21T00:00:00Z",
    "20220221T061500, 2022-02-21T06:15:00Z",
    "2022-02-21 06:15, 2022-02-21T06:15:00Z",
    "2022-02-21T06:15:00Z, 2022-02-21T06:15:00Z",
    "2022-02-21T06:15:00.250+01:00, 2022-02-21T05:15:00.250Z",
    "2022-02-21T06:15:00.250+0100, 2022-02-21T05:15:00.250Z"
  })
  void everyFormIsRead(String text, Instant instant) {
    assertThat(utc.parse("fromDate", text)).isEqualTo(instant);
  }

  @Test
  void whatNamesNoZoneIsInTheConfiguredOne() {
    DateText berlin = new DateText(ZoneId.of("Europe/Berlin"));
    assertThat(berlin.parse("toDate", "20220221")).isEqualTo(Instant.parse("2022-02-20T23:00:00Z"));
    assertThat(berlin.parse("toDate", "20220721T061500"))
        .isEqualTo(Instant.parse("2022-07-21T04:15:00Z"));
    assertThat(berlin.parse("toDate", "2022-02-21T06:15:00Z"))
        .isEqualTo(Instant.parse("2022-02-21T06:15:00Z"));
  }

  @Test
  void noDateIsNone() {
    assertThat(utc.parse("fromDate", null)).isNull();
    assertThat(utc.parse("fromDate", " ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20220231",
        "20220221T0615",
        "20220221T246000",
        "2022-02-21",
        "yesterday",
        "1645423200000"
      })
  void otherFormsAreRefused(String text) {
    assertThatThrownBy(() -> utc.parse("fromDate", text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("INVALID_REQUEST")
        .hasMessageContaining("'fromDate' must be yyyyMMdd")
        .hasMessageContaining(text);
  }
}
