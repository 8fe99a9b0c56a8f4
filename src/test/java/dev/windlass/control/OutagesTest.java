package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "57P03", "25006"})
  void aServerThatIsAwayOrOnlyReadsIsUnavailable(String state) {
    expect(ProblemCode.DATABASE_UNAVAILABLE, new SQLException("gone", state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"57014", "53300", "53100", "55P03", "40P01"})
  void aServerWithoutTimeOrRoomIsBusy(String state) {
    expect(ProblemCode.DATABASE_BUSY, new SQLException("too much", state));
  }

  @Test
  void thePoolHasNoStates() {
    expect(ProblemCode.DATABASE_BUSY, new SQLException("Sorry, acquisition timeout!"));
    expect(ProblemCode.DATABASE_UNAVAILABLE, new SQLException("This pool is closed"));
  }

  @Test
  void whatPostgresRefusesIsNoOutage() {
    assertThat(Outages.of(new SQLException("duplicate key", "23505"))).isEmpty();
    assertThat(Outages.of(new IllegalStateException("a bug"))).isEmpty();
  }

  private static void expect(ProblemCode code, SQLException failure) {
    Refusal refusal = Outages.of(new RuntimeException(failure)).orElseThrow();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.retryAfter()).isPositive();
    assertThat(refusal).hasMessageContaining("with the same id or Idempotency-Key is safe");
  }
}
