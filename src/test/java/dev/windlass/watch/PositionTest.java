package dev.windlass.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  @Test
  void namesTheNewestEventSeenOfEachPartition() {
    Position position = Position.parse("10:7,3:44");
    assertThat(position).hasToString("3:44,10:7");
    assertThat(position.next(3)).isEqualTo(45);
    assertThat(position.next(4)).isZero();
  }

  @Test
  void movesOn() {
    Position position = Position.parse("3:44").withNext(3, 50).withNext(0, 1);
    assertThat(position).hasToString("0:0,3:49");
  }

  @Test
  void aPartitionOfWhichNothingWasSeenIsNotNamed() {
    assertThat(Position.parse("3:44").withNext(5, 0)).hasToString("3:44");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3", "3:", "3:44,", "a:1", "3:-1", "3:44;4:1", "3:9999999999999999999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Position.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a position in the events: it reads 3:44, or 0:12,3:44");
  }
}
