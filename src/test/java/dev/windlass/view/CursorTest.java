package dev.windlass.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static final Instant TIME = Instant.parse("2026-11-22T05:00:00.123456Z");
  private static final UUID ID = new UUID(1, 2);

  @Test
  void whatIsWrittenIsReadBack() {
    Cursor cursor = Cursor.parse(Cursor.of(TIME, ID, 42).toString());
    assertThat(cursor.instant(0)).isEqualTo(TIME);
    assertThat(cursor.uuid(1)).isEqualTo(ID);
    assertThat(cursor.number(2)).isEqualTo(42);
  }

  @Test
  void nothingStandsForTheBeginning() {
    assertThat(Cursor.parse(null)).isNull();
    assertThat(Cursor.parse("")).isNull();
  }

  @Test
  void aForeignTextIsRefusedInASentence() {
    assertThatThrownBy(() -> Cursor.parse("%%%"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%%%' is not a cursor of this list: use the nextCursor of the answer before");
  }

  @Test
  void aCursorOfAnotherListIsRefusedToo() {
    Cursor other = Cursor.of(42);
    assertThatThrownBy(() -> other.instant(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> other.uuid(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
