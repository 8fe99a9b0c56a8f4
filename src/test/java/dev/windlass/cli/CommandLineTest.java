package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.client.ExitCode;
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
            "run",
            "watch",
            "definitions",
            "completion",
            "WINDLASS_PROFILE",
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
  void helpSaysWhatTheExitCodesOfTheOthersMean() {
    assertThat(line.execute("--help")).isZero();
    String help = out.toString().replaceAll("\\s+", " ");
    for (ExitCode code : ExitCode.values()) {
      assertThat(help).contains(code.code() + " " + code.meaning());
    }
  }

  @Test
  void aGroupAloneSaysWhatItHas() {
    assertThat(line.execute("definitions")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("Missing required subcommand", "list", "apply");
  }

  @Test
  void anOptionThatIsNoneIsAUsageError() {
    assertThat(line.execute("list", "--limit", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--limit is 0; it must be at least 1");
    assertThat(line.execute("list", "-o", "xml")).isEqualTo(2);
    assertThat(err.toString()).contains("xml", "[TABLE, JSON, YAML]");
    assertThat(err.toString()).contains("`windlass list --help` says").doesNotContain("Usage:");
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
