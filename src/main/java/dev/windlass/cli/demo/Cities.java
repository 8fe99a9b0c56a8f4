package dev.windlass.cli.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The rows that the batch job runs over; it ships with the program. */
public record Cities(Path file, List<String> columns, List<CSVRecord> rows) {
  private static final CSVFormat CSV =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setRecordSeparator('\n')
          .get();

  /** In a source tree, beside a packaged program. */
  private static final List<Path> PLACES =
      List.of(Path.of("deploy", "examples", "cities.csv"), Path.of("examples", "cities.csv"));

  /**
   * Looks in every directory from that of the program upwards; never where the user happens to be.
   */
  public static Optional<Path> find(Path program) {
    return Stream.iterate(program.toAbsolutePath().normalize(), at -> at != null, Path::getParent)
        .flatMap(at -> PLACES.stream().map(at::resolve))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** What the JVM was started with: the packaged program's jar. */
  public static Path program() {
    return Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
  }

  public static Cities read(Path file) {
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSV)) {
      return new Cities(file, parser.getHeaderNames(), parser.getRecords());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  Cities first(int most) {
    return new Cities(file, columns, rows.subList(0, Math.min(most, rows.size())));
  }

  public int size() {
    return rows.size();
  }

  boolean has(int index) {
    return index >= 0 && index < rows.size();
  }

  long number(int index) {
    return Long.parseLong(rows.get(index).get("geonameId"));
  }

  String name(int index) {
    return rows.get(index).get("name") + " (" + rows.get(index).get("country") + ")";
  }

  String csv() {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      printer.printRecord(columns);
      printer.printRecords(rows);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
