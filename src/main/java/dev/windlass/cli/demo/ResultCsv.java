package dev.windlass.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows with what became of them, one line each. It is written beside its place and moved there
 * when it is whole: a file under its name is never half of one.
 */
final class ResultCsv implements AutoCloseable {
  private static final List<String> ADDED = List.of("status", "tries", "result", "error");
  private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private final Path file;
  private final Path unfinished;
  private final CSVPrinter printer;

  private ResultCsv(Path file, Path unfinished, CSVPrinter printer) {
    this.file = file;
    this.unfinished = unfinished;
    this.printer = printer;
  }

  static ResultCsv begin(Path file, List<String> columns) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    CSVPrinter printer =
        new CSVPrinter(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8), CSV);
    List<String> header = new ArrayList<>(columns);
    header.addAll(ADDED);
    printer.printRecord(header);
    return new ResultCsv(file, unfinished, printer);
  }

  void add(CSVRecord row, Told told) throws IOException {
    List<Object> line = new ArrayList<>(row.toList());
    line.addAll(List.of(told.status(), told.tries(), told.result(), told.error()));
    printer.printRecord(line);
  }

  Path finish() throws IOException {
    printer.close();
    return Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes away what was not finished. */
  @Override
  public void close() throws IOException {
    printer.close();
    Files.deleteIfExists(unfinished);
  }
}
