package dev.windlass.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Comma-separated values as RFC 4180 has them, with a header line; empty lines are skipped. */
final class CsvRows implements RowSource {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final Utf8Rows text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> columns;
  private long line;

  CsvRows(InputStream in, InputsConfig limits) throws IOException {
    text = new Utf8Rows(in, Math.toIntExact(limits.maxRowBytes().asLongValue()));
    parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get();
    records = parser.iterator();
    columns = header(limits.maxColumns());
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Map<String, Object> next() throws IOException {
    CSVRecord row = read();
    if (row == null) {
      return null;
    }
    if (row.size() != columns.size()) {
      throw RowSource.broken(
          line, "expected " + fields(columns.size()) + " (" + named() + "), found " + row.size());
    }
    Map<String, Object> values = LinkedHashMap.newLinkedHashMap(row.size());
    for (int i = 0; i < row.size(); i++) {
      values.put(columns.get(i), row.get(i));
    }
    return values;
  }

  private List<String> header(int maxColumns) throws IOException {
    CSVRecord header = read();
    if (header == null) {
      throw RowSource.broken(1, "expected a header line with the names of the columns, found none");
    }
    if (header.size() > maxColumns) {
      throw RowSource.broken(
          line, "expected at most " + maxColumns + " columns, found " + header.size());
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (name.isBlank()) {
        throw RowSource.broken(line, "column " + (i + 1) + " has no name");
      }
      if (!StrictJson.fits(name)) {
        throw RowSource.broken(line, "the name of column " + (i + 1) + " holds the character 0");
      }
      if (!seen.add(name)) {
        throw RowSource.broken(line, "two columns are named '" + name + "'");
      }
    }
    return header.toList();
  }

  private CSVRecord read() throws IOException {
    long before = parser.getCurrentLineNumber();
    text.rowBegins(before + 1);
    try {
      if (!records.hasNext()) {
        return null;
      }
      CSVRecord row = records.next();
      line = parser.getCurrentLineNumber() - breaksIn(row);
      return row;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException broken) {
        throw RowSource.broken(before + 1, said(broken));
      }
      throw e.getCause();
    }
  }

  /** The row's first line: the parser tells its last, and quoted fields may hold line breaks. */
  private long breaksIn(CSVRecord row) {
    long breaks = 0;
    for (String value : row) {
      breaks += value.lines().count() > 1 ? value.lines().count() - 1 : 0;
    }
    return breaks;
  }

  private static String said(CSVException broken) {
    return broken.getMessage().contains("EOF")
        ? "expected a closing quote, found the end of the file"
        : "expected a comma or the end of the line after a closing quote, found other text";
  }

  private String named() {
    String all = String.join(", ", columns);
    return all.length() > 200 ? all.substring(0, 200) + "..." : all;
  }

  private static String fields(int count) {
    return count == 1 ? "1 field" : count + " fields";
  }
}
