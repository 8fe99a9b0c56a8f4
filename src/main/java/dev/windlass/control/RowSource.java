package dev.windlass.control;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Uploaded rows, one after the other; what cannot be read is a refusal that names the line. */
interface RowSource {
  /** The next row, or null after the last. */
  Map<String, Object> next() throws IOException;

  /** The line of the row that {@link #next} gave. */
  long line();

  /** The names of all columns seen so far. */
  List<String> columns();

  static Refusal broken(long line, String what) {
    return new Refusal(ProblemCode.INVALID_INPUT, "line " + line + ": " + what).with("line", line);
  }
}
