package dev.windlass.control;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Neighbouring rows of an input; {@code rowsJson} is a JSON array, as it is stored. */
public record RowsPage(String input, int page, int firstRow, int rows, String rowsJson) {
  Object row(int index) {
    return all()[index - firstRow];
  }

  Object[] all() {
    try {
      return StrictJson.MAPPER.readValue(rowsJson, Object[].class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("page " + page + " of input " + input + " is broken", e);
    }
  }

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
