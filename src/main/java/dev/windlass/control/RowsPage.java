package dev.windlass.control;

/** Neighbouring rows of an input; {@code rowsJson} is a JSON array, as it is stored. */
public record RowsPage(String input, int page, int firstRow, int rows, String rowsJson) {
  /** The page as workers read it. */
  public String json() {
    return "{\"input\":\""
        + input
        + "\",\"page\":"
        + page
        + ",\"firstRow\":"
        + firstRow
        + ",\"rows\":"
        + rowsJson
        + "}";
  }
}
