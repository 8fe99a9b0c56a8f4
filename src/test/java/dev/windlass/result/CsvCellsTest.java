package dev.windlass.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "=HYPERLINK(\"http://x\")",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "-",
        "+49 30 1234",
        "-12,5",
        "'=1",
        "--1",
        "+1e"
      })
  void whatASpreadsheetWouldRunGetsAQuote(String cell) {
    assertThat(CsvCells.ESCAPE.written(cell)).isEqualTo("'" + cell);
    assertThat(CsvCells.KEEP.written(cell)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-12.5",
        "+3",
        "-.5",
        "-1e-9",
        "12",
        "",
        "Aachen",
        "a=b",
        "'quoted'",
        "{\"a\":-1}"
      })
  void numbersAndAllElseStayAsTheyAre(String cell) {
    assertThat(CsvCells.ESCAPE.written(cell)).isEqualTo(cell);
  }

  @Test
  void whatIsNoTextStays() {
    assertThat(CsvCells.ESCAPE.written(-5)).isEqualTo(-5);
    assertThat(CsvCells.ESCAPE.written(null)).isNull();
  }

  /** The way back that docs/results.md gives. */
  @Test
  void theQuoteCanBeTakenAwayAgain() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder cell = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        cell.append("'=+-@\t\r\n1.ex".charAt(random.nextInt(12)));
      }
      Object written = CsvCells.ESCAPE.written(cell.toString());
      assertThat(read(written.toString())).isEqualTo(cell.toString());
    }
  }

  @Test
  void anotherWordIsRefused() {
    assertThat(CsvCells.of("keep")).isEqualTo(CsvCells.KEEP);
    assertThatThrownBy(() -> CsvCells.of("maybe")).hasMessage("'maybe' is neither escape nor keep");
  }

  private static String read(String written) {
    boolean quoted =
        written.startsWith("'")
            && !CsvCells.ESCAPE.written(written.substring(1)).equals(written.substring(1));
    return quoted ? written.substring(1) : written;
  }
}
