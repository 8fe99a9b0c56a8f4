package dev.windlass.control;

import dev.windlass.job.JobHeader;
import dev.windlass.result.CsvCells;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobRow;
import dev.windlass.view.SubJobs;
import dev.windlass.wire.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A batch job's results as CSV (RFC 4180): a line per sub-job, in the order of the input, with the
 * input's row behind it. A few hundred sub-jobs are in memory at a time.
 */
final class ResultCsv {
  private static final List<String> OWN = List.of("index", "status", "result", "error");

  private final SubJobs subJobs;
  private final JobHeader job;
  private final CsvCells cells;
  private final InputReader input;

  ResultCsv(SubJobs subJobs, Inputs inputs, BatchJobRow row, CsvCells cells) {
    this.cells = cells;
    this.subJobs = subJobs;
    this.job = row.header();
    this.input = row.input() == null ? InputReader.NONE : new InputReader(inputs, row.input().id());
  }

  void write(OutputStream out) throws IOException {
    BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180);
    csv.printRecord(Stream.concat(OWN.stream(), input.titles().stream()).map(cells::written));
    subJobs.walk(job, (subJob, told) -> csv.printRecord(line(subJob, told)));
    csv.flush();
  }

  private List<Object> line(SubJobRow subJob, OperationRow told) {
    List<Object> line = new ArrayList<>();
    line.add(subJob.index());
    line.add(subJob.status().label());
    line.add(told == null ? null : told.output());
    line.add(told == null ? null : told.error());
    line.addAll(input.row(subJob.index()));
    line.replaceAll(cells::written);
    return line;
  }

  /** The rows of an input, read in their order: one page of them is held. */
  private static final class InputReader {
    static final InputReader NONE = new InputReader(null, null);

    private final Inputs inputs;
    private final String id;
    private final List<String> columns;
    private Object[] rows = {};
    private int first;

    InputReader(Inputs inputs, String id) {
      this.inputs = inputs;
      this.id = id;
      this.columns = id == null ? List.of() : inputs.get(id).columns();
    }

    /** Rows of NDJSON have no columns in common: each stands as it is. */
    List<String> titles() {
      if (id == null) {
        return List.of();
      }
      return columns == null ? List.of("row") : columns.stream().map(c -> "row." + c).toList();
    }

    List<Object> row(int index) {
      if (id == null) {
        return List.of();
      }
      if (index < first || index >= first + rows.length) {
        RowsPage page = inputs.pageOfRow(id, index);
        rows = page.all();
        first = page.firstRow();
      }
      Object row = rows[index - first];
      if (columns == null) {
        return List.of(new String(Json.write(row), StandardCharsets.UTF_8));
      }
      Map<?, ?> values = (Map<?, ?>) row;
      List<Object> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(values.get(column)));
      return cells;
    }
  }
}
