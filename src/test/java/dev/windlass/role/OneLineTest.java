package dev.windlass.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class OneLineTest {
  private static final PatternFormatter FORMAT = new PatternFormatter("%-5p [%c] %s%e%n");
  private static final String FORGED = "x\r\nINFO  [forged] all is well";

  @Test
  void aValueFromOutsideBeginsNoLineOfItsOwn() {
    assertThat(logged(record("Put aside: %s", FORGED, null)))
        .isEqualTo("INFO  [test] Put aside: x\\r\\nINFO  [forged] all is well\n");
  }

  @Test
  void aValueFromOutsideColoursNoTerminalAndTurnsNoText() {
    assertThat(logged(record("%s", "a\u001b[31mred\u009b31m\u2028\u202etxt.exe\u0000", null)))
        .isEqualTo("INFO  [test] a\\u001b[31mred\\u009b31m\\u2028\\u202etxt.exe\\u0000\n");
  }

  @Test
  void whatAnExceptionSaysIsALineTooAndItsStackTraceStays() {
    Exception cause = new IllegalArgumentException(FORGED);
    cause.addSuppressed(new IllegalStateException("\u001b[2J"));
    String logged = logged(record("It failed", "", new IllegalStateException("outer", cause)));
    assertThat(logged)
        .contains("java.lang.IllegalStateException: outer\n")
        .contains("Caused by: java.lang.IllegalArgumentException: x\\r\\nINFO  [forged]")
        .contains("\\u001b[2J")
        .contains("\tat dev.windlass.role.OneLineTest.")
        .doesNotContain("\u001b")
        .doesNotContain("\r");
    assertThat(logged.lines()).noneMatch(line -> line.startsWith("INFO  [forged]"));
  }

  @Test
  void whatIsPlainStaysAsItIs() {
    Exception plain = new IllegalStateException("Köln 東京 🚀");
    ExtLogRecord record = record("Köln %s\t", "東京 🚀", plain);
    assertThat(logged(record)).startsWith("INFO  [test] Köln 東京 🚀\t");
    assertThat(record.getThrown()).isSameAs(plain);
  }

  private static ExtLogRecord record(String message, String value, Throwable thrown) {
    ExtLogRecord record =
        new ExtLogRecord(Level.INFO, message, FormatStyle.PRINTF, OneLineTest.class.getName());
    record.setLoggerName("test");
    record.setParameters(new Object[] {value});
    record.setThrown(thrown);
    return record;
  }

  private static String logged(ExtLogRecord record) {
    assertThat(new OneLine().isLoggable(record)).isTrue();
    return FORMAT.format(record);
  }
}
