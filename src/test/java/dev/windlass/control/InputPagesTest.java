package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.control.InputPages.InputPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputPagesTest {
  private final List<InputPage> pages = new ArrayList<>();
  private TestLimits limits = TestLimits.WIDE;

  @Test
  void csvRowsBecomeObjectsWithTheNamesOfTheHeader() {
    csv("id,address\r\n1,\"Main St 1, \"\"b\"\"\"\r\n\r\n2,Grüner Weg\n");
    assertThat(text(0))
        .isEqualTo(
            """
            [{"id":"1","address":"Main St 1, \\"b\\""},{"id":"2","address":"Grüner Weg"}]""");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    csv("\uFEFFid\n7\n");
    assertThat(text(0)).isEqualTo("[{\"id\":\"7\"}]");
  }

  @Test
  void ndjsonRowsKeepTheirTypes() {
    ndjson("{\"id\":1,\"ok\":true}\n\n{\"id\":2.5,\"tags\":[\"a\"],\"none\":null}");
    assertThat(text(0))
        .isEqualTo("[{\"id\":1,\"ok\":true},{\"id\":2.5,\"tags\":[\"a\"],\"none\":null}]");
  }

  @Test
  void aPageIsFullAfterItsRowsOrItsBytesWhicheverIsFirst() {
    limits = new TestLimits(1000, 10, 200, 3, 100);
    csv("a\n1\n2\n3\n4\n" + "x".repeat(90) + "\n5\n6\n");
    assertThat(pages).extracting(InputPage::rows).containsExactly(3, 1, 1, 2);
    assertThat(pages).extracting(InputPage::firstRow).containsExactly(0, 3, 4, 5);
    assertThat(pages).extracting(InputPage::number).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aHundredThousandRowsAreCutIntoPagesOf1024() {
    StringBuilder text = new StringBuilder("id\n");
    for (int i = 0; i < 100_000; i++) {
      text.append(i).append('\n');
    }
    csv(text.toString());
    assertThat(pages).hasSize(98);
    assertThat(pages.getLast().firstRow()).isEqualTo(97 * 1024);
    assertThat(text(97)).startsWith("[{\"id\":\"99328\"}").endsWith("{\"id\":\"99999\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a,b\\n1,2\\n3\\n             | line 3: expected 2 fields (a, b), found 1
          a,b\\n1,2,3\\n               | line 2: expected 2 fields (a, b), found 3
          a,,c\\n1,2,3\\n              | line 1: column 2 has no name
          a,b,a\\n1,2,3\\n             | line 1: two columns are named 'a'
          a,b\\n1,2\\n"3,4\\n5,6\\n    | line 3: expected a closing quote, found the end of the file
          a,b\\n1,"2"x\\n              | line 2: expected a comma or the end of the line after a closing quote, found other text
          a,b\\n"1\\n1",2\\n3\\n       | line 4: expected 2 fields (a, b), found 1
          a,b\\r\\n"1\\r\\n1",2\\r\\n3 | line 4: expected 2 fields (a, b), found 1
          ~~                           | line 1: expected a header line with the names of the columns, found none
          a,b\\n                       | the upload has no rows
          a,b\\n1,X\\n                 | line 2: expected UTF-8, found the byte FF
          """)
  void brokenCsvNamesTheLine(String text, String message) {
    byte[] bytes =
        text.strip().replace("\\n", "\n").replace("\\r", "\r").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == 'X' ? (byte) 0xFF : bytes[i];
    }
    if (message.contains("UTF-8")
        == (new String(bytes, StandardCharsets.ISO_8859_1).indexOf(0xFF) < 0)) {
      throw new AssertionError("the row of this test contradicts itself");
    }
    assertThatThrownBy(() -> cut(Inputs.Format.CSV, bytes))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":1}\\n[1]         | line 2: expected a JSON object with a field or more, found an array
          {"a":1}\\n{}          | line 2: expected a JSON object with a field or more, found an empty object
          {"a":1,"a":2}         | line 1: expected a JSON object, found Duplicate field 'a'
          {"":1}                | line 1: a field has no name
          {"a":"\\\\u0000"}     | line 1: 'a' holds the character 0 or half a surrogate pair
          {"a":1e999}           | line 1: 'a' is a number beyond 1.8e308
          """)
  void brokenNdjsonNamesTheLine(String text, String message) {
    byte[] bytes =
        text.strip().replace("\\\\", "\\").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> cut(Inputs.Format.NDJSON, bytes))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  @Test
  void ndjsonThatIsNoJsonNamesTheLine() {
    assertThatThrownBy(() -> ndjson("{\"a\":1}\n{\"a\":"))
        .hasMessageStartingWith("line 2: expected a JSON object, found Unexpected end-of-input");
    assertThatThrownBy(() -> ndjson("{\"a\":1} {\"a\":2}"))
        .hasMessageStartingWith("line 1: expected a JSON object, found Trailing token");
  }

  @Test
  void bytesThatAreNoUtf8NameTheirLineHoweverFarTheReaderWasAhead() {
    String good = "id\n" + "1234567\n".repeat(5000);
    byte[] bytes = (good + "\u00ff\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> cut(Inputs.Format.CSV, bytes))
        .hasMessage("line 5002: expected UTF-8, found the byte FF");
  }

  @Test
  void moreRowsThanAllowedAreRefusedAtTheFirstTooMany() {
    limits = new TestLimits(2, 10, 1000, 3, 1000);
    assertThatThrownBy(() -> csv("a\n1\n2\n3\n4\n")).hasMessage("line 4: expected at most 2 rows");
  }

  @Test
  void aRowLargerThanAllowedIsRefused() {
    limits = new TestLimits(10, 10, 50, 3, 1000);
    assertThatThrownBy(() -> csv("a\n1\n" + "x".repeat(60) + "\n"))
        .hasMessage("line 3: a row may have 50 bytes of JSON, this one has 68");
  }

  @Test
  void aQuoteThatNobodyClosesIsNotReadToTheEndOfAHugeFile() {
    Endless endless = new Endless("a\n1\n\"");
    assertThatThrownBy(() -> cut(Inputs.Format.CSV, endless))
        .hasMessage("line 3: the row that begins here has more than 262144 bytes and no end");
    assertThat(endless.read).isLessThan(400_000);
    Endless line = new Endless("{\"a\":1}\n{\"a\":\"");
    assertThatThrownBy(() -> cut(Inputs.Format.NDJSON, line))
        .hasMessage("line 2: the row that begins here has more than 262144 bytes and no end");
  }

  private void csv(String text) {
    cut(Inputs.Format.CSV, text.getBytes(StandardCharsets.UTF_8));
  }

  private void ndjson(String text) {
    cut(Inputs.Format.NDJSON, text.getBytes(StandardCharsets.UTF_8));
  }

  private void cut(Inputs.Format format, byte[] bytes) {
    cut(format, new ByteArrayInputStream(bytes));
  }

  private void cut(Inputs.Format format, InputStream in) {
    try {
      RowSource rows =
          format == Inputs.Format.CSV ? new CsvRows(in, limits) : new NdjsonRows(in, limits);
      new InputPages(limits, pages::add).cut(rows);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String text(int page) {
    return new String(pages.get(page).json(), StandardCharsets.UTF_8);
  }

  /** A beginning, and then one letter for ever. */
  private static final class Endless extends InputStream {
    private final byte[] start;
    private int read;

    Endless(String start) {
      this.start = start.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      return read < start.length ? start[read++] : 'x' + 0 * read++;
    }
  }
}
