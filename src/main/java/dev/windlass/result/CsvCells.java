package dev.windlass.result;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cells of CSV files. A spreadsheet takes a cell that begins like a formula for one and runs it,
 * whoever wrote it: such a cell gets a quote before it, which spreadsheets hide. A number stays a
 * number. The way back is exact: of a cell that is a quote before what would be given one, the
 * quote is not its own.
 */
public enum CsvCells {
  /** For people: the quote is there. */
  ESCAPE,
  /** For programs: cells as they are. */
  KEEP;

  /** OWASP's list, with the wide forms that East Asian spreadsheets take for the same. */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20].*", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  /** By its word in requests and parameters. */
  public static CsvCells of(String word) {
    for (CsvCells cells : values()) {
      if (cells.word().equals(word)) {
        return cells;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is neither escape nor keep");
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cell as it is written; null stays null. */
  public Object written(Object cell) {
    return this == ESCAPE && cell instanceof String text && isFormula(text) ? "'" + text : cell;
  }

  private static boolean isFormula(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
  }
}
