package dev.windlass.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.cli.ClientRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theShellReadsTheScript(String shell) throws Exception {
    assumeTrue(isThere(shell), shell + " is not on this machine");
    Run run = run(shell, "-n", script(shell).toString());
    assertThat(run.code()).as(run.output()).isZero();
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assumeTrue(isThere("bash"), "bash is not on this machine");
    assertThat(bash("windlass", "definitions", "")).contains("list", "show", "apply", "delete");
    assertThat(bash("windlass", "list", "--st")).contains("--status");
    assertThat(bash("windlass", "show", "42", "-o", "")).contains("table", "json", "yaml");
    assertThat(bash("windlass", "completion", "")).contains("bash", "zsh", "fish");
  }

  @Test
  void fishHasEveryCommandWithItsOptions() throws Exception {
    String script = Files.readString(script("fish"));
    assertThat(script)
        .contains("complete -c windlass -n '__windlass_at' -a run -d 'Runs a batch job from a file")
        .contains("complete -c windlass -n '__windlass_at definitions' -a apply -d 'Stores")
        .contains("complete -c windlass -n '__windlass_in run' -s i -l input -r -F -d 'Rows to")
        .contains(
            "complete -c windlass -n '__windlass_in list' -s o -l output -r -a 'table json yaml'")
        .contains("complete -c windlass -n '__windlass_at completion' -a 'bash zsh fish'");
  }

  @Test
  void fishCompletesCommandsAndOptions() throws Exception {
    assumeTrue(isThere("fish"), "fish is not on this machine");
    assertThat(fish("windlass definitions ")).contains("list", "apply").doesNotContain("demo");
    assertThat(fish("windlass list --st")).contains("--status");
    assertThat(fish("windlass definitions list --st")).doesNotContain("--status");
    assertThat(fish("windlass show 42 -o ")).contains("json", "yaml");
  }

  /** What the script would offer for the last of the words. */
  private List<String> bash(String... words) throws Exception {
    String line =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_windlass; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(
                script("bash"),
                String.join(" ", Arrays.stream(words).map(w -> "'" + w + "'").toList()),
                words.length - 1,
                String.join(" ", words));
    return run("bash", "-c", line).output().lines().map(String::strip).toList();
  }

  private List<String> fish(String line) throws Exception {
    String command = "source %s; complete -C '%s'".formatted(script("fish"), line);
    return run("fish", "--no-config", "-c", command)
        .output()
        .lines()
        .map(l -> l.split("\t")[0])
        .toList();
  }

  private Path script(String shell) throws IOException {
    ClientRun run = ClientRun.here("completion", shell);
    assertThat(run.code()).as(run.err()).isZero();
    return Files.writeString(directory.resolve("windlass." + shell), run.out());
  }

  private static boolean isThere(String program) throws Exception {
    return run("sh", "-c", "command -v " + program).code() == 0;
  }

  private record Run(int code, String output) {}

  private static Run run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}
