package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void helpNamesTheCommandsAndTheSettings() {
    assertThat(line.execute("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "up",
            "demo",
            "rebuild-views",
            "KAFKA_BOOTSTRAP_SERVERS",
            "QUARKUS_DATASOURCE_JDBC_URL",
            ".windlass");
  }

  @Test
  void helpOfRebuildSaysWhatTheExitCodesMean() {
    assertThat(line.execute("rebuild-views", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("0 when the views are equal or were put right", "1 when --check found", "2 when");
  }

  @Test
  void versionIsTheBuilds() {
    assertThat(line.execute("--version")).isZero();
    assertThat(out.toString()).matches("windlass \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536"})
  void aPortThatIsNoneIsRefused(String port) {
    assertThat(line.execute("up", "--port", port)).isEqualTo(2);
    assertThat(err.toString()).contains("--port is " + port + "; a port is between 0 and 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "4443"})
  void aDemoOverRowsThatAreNotThereIsRefused(String rows) {
    assertThat(line.execute("demo", "--rows", rows)).isEqualTo(2);
    assertThat(err.toString()).contains("--rows is " + rows + "; the file has rows 1 to 4442");
  }

  @Test
  void anUnknownCommandIsRefused() {
    assertThat(line.execute("pawl")).isEqualTo(2);
    assertThat(err.toString()).contains("pawl");
  }
}
