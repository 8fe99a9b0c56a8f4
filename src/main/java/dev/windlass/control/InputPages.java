package dev.windlass.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** Cuts rows into pages, each written as a JSON array, and hands each on as soon as it is full. */
final class InputPages {
  private static final JsonMapper MAPPER = StrictJson.MAPPER;

  /** A page: neighbouring rows as a JSON array. */
  record InputPage(int number, int firstRow, int rows, byte[] json) {}

  private final InputsConfig limits;
  private final Consumer<InputPage> sink;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private int pages;
  private int rows;
  private int openRows;

  InputPages(InputsConfig limits, Consumer<InputPage> sink) {
    this.limits = limits;
    this.sink = sink;
  }

  void cut(RowSource source) throws IOException {
    for (Map<String, Object> row = source.next(); row != null; row = source.next()) {
      if (rows == limits.maxRows()) {
        throw RowSource.broken(source.line(), "expected at most " + limits.maxRows() + " rows");
      }
      add(row, source.line());
    }
    if (rows == 0) {
      throw new Refusal(ProblemCode.INVALID_INPUT, "the upload has no rows");
    }
    close();
  }

  int pages() {
    return pages;
  }

  int rows() {
    return rows;
  }

  private void add(Map<String, Object> row, long line) throws IOException {
    byte[] json = MAPPER.writeValueAsBytes(row);
    if (json.length > limits.maxRowBytes().asLongValue()) {
      throw RowSource.broken(
          line,
          "a row may have "
              + limits.maxRowBytes().asLongValue()
              + " bytes of JSON, this one has "
              + json.length);
    }
    if (openRows == limits.pageRows()
        || openRows > 0 && open.size() + json.length + 2 > limits.pageBytes().asLongValue()) {
      close();
    }
    open.write(openRows == 0 ? '[' : ',');
    open.writeBytes(json);
    openRows++;
    rows++;
  }

  private void close() {
    open.write(']');
    sink.accept(new InputPage(pages, rows - openRows, openRows, open.toByteArray()));
    pages++;
    openRows = 0;
    open.reset();
  }
}
