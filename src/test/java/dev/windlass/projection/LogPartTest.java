package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogPartTest {
  private static final UUID ID = new UUID(1, 2);

  @Test
  void withNothingStoredItBeginsWithTheLog() {
    assertThat(part(0, 9).goesOnAt(null, false)).isZero();
  }

  @Test
  void itGoesOnWhereTheViewsStand() {
    assertThat(part(3, 9).goesOnAt(new Stored(ID, 7), false)).isEqualTo(7);
    assertThat(part(3, 9).goesOnAt(new Stored(ID, 3), false)).isEqualTo(3);
    assertThat(part(3, 9).goesOnAt(new Stored(ID, 9), false)).isEqualTo(9);
  }

  @Test
  void aLogThatBeganLaterIsTakenOnlyWhereThatIsFine() {
    assertThatThrownBy(() -> part(3, 9).goesOnAt(null, false))
        .isInstanceOf(LogMismatch.class)
        .hasMessage(
            "partition 5 of windlass.events begins at offset 3 and the database has nothing of it:"
                + " use the database that the views are in, or set"
                + " windlass.projection.begin-with-cut-log=true to begin with what is left");
    assertThat(part(3, 9).goesOnAt(null, true)).isEqualTo(3);
  }

  @Test
  void aGapBetweenViewsAndLogIsRefused() {
    assertThatThrownBy(() -> part(8, 9).goesOnAt(new Stored(ID, 7), false))
        .isInstanceOf(LogMismatch.class)
        .hasMessageContaining("begins at offset 8 but the views have come only to 7");
    assertThat(part(8, 9).goesOnAt(new Stored(ID, 7), true)).isEqualTo(8);
  }

  @Test
  void anotherLogOfTheSameNameIsRefused() {
    assertThatThrownBy(() -> part(0, 9).goesOnAt(new Stored(new UUID(3, 4), 7), true))
        .isInstanceOf(LogMismatch.class)
        .hasMessageContaining("is not the log that the views came from")
        .hasMessageContaining(ID.toString())
        .hasMessageContaining(new UUID(3, 4).toString());
  }

  @Test
  void aLogThatEndsBeforeTheViewsIsRefused() {
    assertThatThrownBy(() -> part(0, 6).goesOnAt(new Stored(ID, 7), true))
        .isInstanceOf(LogMismatch.class)
        .hasMessageContaining("ends at offset 6 but the views have come to 7");
  }

  private static LogPart part(long begin, long end) {
    return new LogPart("windlass.events", 5, ID, begin, end);
  }
}
