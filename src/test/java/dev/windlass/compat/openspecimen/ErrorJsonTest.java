package dev.windlass.compat.openspecimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an outage or an overload looks like, which no test brings about through this door. */
class ErrorJsonTest {
  @ParameterizedTest
  @CsvSource({
    "LOG_UNAVAILABLE, 503, SERVICE_UNAVAILABLE",
    "DATABASE_UNAVAILABLE, 503, SERVICE_UNAVAILABLE",
    "DATABASE_BUSY, 503, SERVICE_UNAVAILABLE",
    "TOO_MANY_REQUESTS, 429, TOO_MANY_REQUESTS",
    "BODY_TOO_LARGE, 413, INVALID_REQUEST",
    "INTERNAL, 500, SERVER_ERROR",
    "UNKNOWN_DEFINITION, 400, INVALID_REQUEST",
    "MALFORMED_JSON, 400, INVALID_REQUEST"
  })
  void aRefusalKeepsItsStatusOnlyWhereTheClientIsNotToBlame(
      ProblemCode problem, int status, String code) {
    Refusal refusal = new Refusal(problem, "why");
    assertThat(ErrorJson.status(refusal)).isEqualTo(status);
    assertThat(ErrorJson.of(refusal)).isEqualTo(List.of(new ErrorJson(code, "why")));
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeSaysWhatItIsAbout(ErrorCode code) {
    assertThat(code.code()).isEqualTo("SCHEDULED_JOB_" + code.name());
  }
}
