package dev.windlass.compat.voiceagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.Refusal.FieldError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
  @Test
  void nothingIsSaidOfWhatIsNotThereAnyMoreOrNeverWas() {
    for (ProblemCode code :
        List.of(ProblemCode.UNKNOWN_BATCH_JOB, ProblemCode.UNKNOWN_DEFINITION, ProblemCode.GONE)) {
      Response answer = Answer.of(new Refusal(code, "there is none"));
      assertThat(answer.getStatus()).isEqualTo(404);
      assertThat(answer.hasEntity()).isFalse();
    }
  }

  @Test
  void everythingElseIsText() {
    Response busy = Answer.of(new Refusal(ProblemCode.RUN_IN_PROGRESS, "one runs"));
    assertThat(busy.getStatus()).isEqualTo(409);
    assertThat(busy.getEntity()).isEqualTo("one runs");
    assertThat(busy.getMediaType()).hasToString("text/plain");
    assertThat(busy.getHeaderString(HttpHeaders.RETRY_AFTER)).isNull();
  }

  @Test
  void whoComesAtABadTimeIsToldWhenToComeBack() {
    for (ProblemCode code :
        List.of(
            ProblemCode.LOG_UNAVAILABLE,
            ProblemCode.DATABASE_UNAVAILABLE,
            ProblemCode.DATABASE_BUSY,
            ProblemCode.TOO_MANY_REQUESTS)) {
      Response answer = Answer.of(new Refusal(code, "come back").retryAfter(Duration.ofSeconds(5)));
      assertThat(answer.getStatus()).isEqualTo(code.status()).isIn(429, 503);
      assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
      assertThat(answer.getEntity()).isEqualTo("come back");
    }
  }

  @Test
  void whatIsWrongIsSaidLineByLine() {
    Refusal refusal =
        Refusal.invalid(
            List.of(
                new FieldError("cases", 1001, "must hold at most 1000"),
                new FieldError("handler", "x", "must be one of http")));
    assertThat(Answer.of(refusal).getEntity())
        .isEqualTo(
            "'cases' must hold at most 1000, found 1001\n'handler' must be one of http, found 'x'");
    assertThat(Answer.conflict(List.of("a", "b")).response().getEntity()).isEqualTo("a\nb");
  }
}
