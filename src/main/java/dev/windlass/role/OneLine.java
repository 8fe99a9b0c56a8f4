package dev.windlass.role;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * A record of the log is one line, and the stack trace below it; what comes from outside can
 * neither begin another one nor colour the terminal. Here, because nobody thinks of it at each
 * place that logs; {@code application.properties} sets it for the console and the file.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {
  private static final int DEEPEST = 20;

  @Override
  public boolean isLoggable(LogRecord record) {
    if (record instanceof ExtLogRecord told) {
      String message = told.getFormattedMessage();
      if (message != null && !isPlain(message)) {
        told.setMessage(PlainText.line(message), ExtLogRecord.FormatStyle.NO_FORMAT);
      }
    }
    if (!isPlain(record.getThrown(), 0)) {
      record.setThrown(new Shown(record.getThrown(), 0));
    }
    return true;
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c == '\t' || PlainText.isPlain(c));
  }

  private static boolean isPlain(Throwable thrown, int depth) {
    if (thrown == null || depth > DEEPEST) {
      return true;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!isPlain(suppressed, depth + 1)) {
        return false;
      }
    }
    return isPlain(thrown.toString()) && isPlain(thrown.getCause(), depth + 1);
  }

  /** The same with other words, for the log alone. */
  private static final class Shown extends Throwable {
    private static final long serialVersionUID = 1;
    private final String said;

    Shown(Throwable thrown, int depth) {
      super(
          null,
          thrown.getCause() == null || depth > DEEPEST
              ? null
              : new Shown(thrown.getCause(), depth + 1));
      said = PlainText.line(thrown.toString());
      setStackTrace(thrown.getStackTrace());
      for (Throwable suppressed : depth > DEEPEST ? new Throwable[0] : thrown.getSuppressed()) {
        addSuppressed(new Shown(suppressed, depth + 1));
      }
    }

    @Override
    public String toString() {
      return said;
    }
  }
}
