package dev.windlass.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.WindlassProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program's demo over the first cities, as a process. */
@Timeout(240)
class DemoIT {
  private static final int ROWS = 300;
  private static final int FEW = 60;
  private static final int ENDED_BY_SIGTERM = 143;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Pattern TARGET = Pattern.compile("Target +(http://\\S+)");
  private static final Cities CITIES =
      Cities.read(Path.of("deploy", "examples", "cities.csv")).first(ROWS);

  @TempDir private Path data;
  private WindlassProcess demo;

  private void start(int rows) throws IOException {
    assumeTrue(WindlassProcess.hasEmbeddedServers(), "built with -Dembedded=false");
    // What somebody has configured elsewhere is none of its business.
    Map<String, String> environment =
        Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", "WINDLASS_ROLES", "api");
    demo =
        WindlassProcess.start(
            environment, "demo", "--rows", Integer.toString(rows), "--data", data.toString());
  }

  @AfterEach
  void kill() {
    if (demo != null) {
      demo.kill();
    }
  }

  @Test
  void tellsItsStoryAndAccountsForEveryRow() throws Exception {
    start(ROWS);
    int code = demo.awaitExit();
    assertThat(code).as(demo.output()).isZero();
    long broken = IntStream.range(0, ROWS).filter(i -> temper(i).broken()).count();
    assertThat(demo.output())
        .contains("0 calls reached the target")
        .contains("Unpaused with jobsPerSecond 3:")
        .contains("%d successful, %d failed, of 300.".formatted(ROWS - broken, broken))
        .contains("answered 500")
        .contains("Every row is accounted for")
        .contains(data.resolve("cities-result.csv").toString(), data.resolve("demo.log").toString())
        .doesNotContain("INFO ", "WARN ");
    List<CSVRecord> result = result();
    assertThat(result).hasSize(ROWS);
    IntStream.range(0, ROWS).forEach(i -> isAccountedFor(result.get(i), i));
    assertThat(postmaster()).doesNotExist();
  }

  @Test
  void failsWhereTheTargetSawWhatTheProgramDoesNotTell() throws Exception {
    start(FEW);
    String url = Await.value("it names its target", LONG, this::target, t -> t != null);
    int plain = IntStream.range(0, FEW).filter(i -> !temper(i).fails(1)).findFirst().orElseThrow();
    CSVRecord row = CITIES.rows().get(plain);
    Http.get(
            "%s?city=%s&lat=%s&lon=%s"
                .formatted(url, row.get("geonameId"), row.get("latitude"), row.get("longitude")))
        .expect(200);
    assertThat(demo.awaitExit()).as(demo.output()).isEqualTo(1);
    assertThat(demo.output())
        .contains("NOT every row is accounted for")
        .contains(CITIES.name(plain) + " was tried 1 times and called 2 times");
  }

  @Test
  void endsWithItsServersWhenItIsInterrupted() throws Exception {
    start(ROWS);
    Await.until("the batch job runs", LONG, () -> demo.output().contains("Batch job"));
    ProcessHandle postgres = postgres();
    demo.terminate();
    assertThat(demo.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(postmaster()).doesNotExist();
    postgres.onExit().get();
    assertThat(data.resolve("cities-result.csv")).doesNotExist();
  }

  private void isAccountedFor(CSVRecord line, int index) {
    CSVRecord row = CITIES.rows().get(index);
    Temper temper = temper(index);
    assertThat(line.toList().subList(0, row.size())).isEqualTo(row.toList());
    assertThat(line.get("status")).isEqualTo(temper.broken() ? "failed" : "completed");
    assertThat(line.get("result")).contains(temper.broken() ? "no road" : "\"km\":");
    assertThat(line.get("error").isEmpty()).isEqualTo(temper.succeeds());
  }

  private List<CSVRecord> result() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    Path file = data.resolve("cities-result.csv");
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }

  private String target() {
    Matcher matcher = TARGET.matcher(demo.output());
    return matcher.find() ? matcher.group(1) : null;
  }

  private ProcessHandle postgres() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(postmaster()).getFirst()))
        .orElseThrow();
  }

  private Path postmaster() {
    return data.resolve("postgres").resolve("data").resolve("postmaster.pid");
  }

  private static Temper temper(int index) {
    return Temper.of(CITIES.number(index));
  }
}
