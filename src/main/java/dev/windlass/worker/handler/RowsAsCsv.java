package dev.windlass.worker.handler;

import dev.windlass.result.CsvCells;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes what a query finds as CSV (RFC 4180), with the columns' names in the first line. */
final class RowsAsCsv {
  private final Counted out;
  private final long maxBytes;
  private final CsvCells cells;
  private long rows;

  /** It became longer than it may. */
  static final class TooLong extends RuntimeException {
    TooLong(long maxBytes, long rows) {
      super(
          "the file would have more than %d bytes (windlass.sql.max-bytes), after %d rows"
              .formatted(maxBytes, rows));
    }
  }

  private static final class Counted extends FilterOutputStream {
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      bytes += length;
    }
  }

  RowsAsCsv(OutputStream out, long maxBytes, CsvCells cells) {
    this.cells = cells;
    this.out = new Counted(out);
    this.maxBytes = maxBytes;
  }

  void write(ResultSet found) throws SQLException, IOException {
    BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180);
    ResultSetMetaData columns = found.getMetaData();
    List<Object> line = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      line.add(cells.written(columns.getColumnLabel(i)));
    }
    csv.printRecord(line);
    while (found.next()) {
      for (int i = 1; i <= line.size(); i++) {
        line.set(i - 1, cells.written(found.getString(i)));
      }
      csv.printRecord(line);
      rows++;
      if (out.bytes > maxBytes) {
        throw new TooLong(maxBytes, rows);
      }
    }
    csv.flush();
    if (out.bytes > maxBytes) {
      throw new TooLong(maxBytes, rows);
    }
  }

  long rows() {
    return rows;
  }

  long bytes() {
    return out.bytes;
  }
}
