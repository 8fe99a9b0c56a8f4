package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.JobId;
import dev.windlass.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandHandlerTest {
  @TempDir private Path directory;

  @Test
  void whatItPrintsIsTheOutput() throws Exception {
    assertThat(run("echo one; echo two")).isEqualTo(Outcome.success("one\ntwo\n"));
    assertThat(run("true")).isEqualTo(Outcome.success());
  }

  @Test
  void anotherExitCodeIsAFailureWithTheLastThatItSaid() throws Exception {
    Outcome outcome = run("echo some; echo no such table >&2; exit 3");
    assertThat(outcome.error()).isEqualTo("/bin/sh ended with 3, expected was [0]: no such table");
    assertThat(outcome.output()).isEqualTo("some\n");
    assertThat(run(Map.of("arguments", List.of("-c", "exit 3"), "expectExit", List.of(0, 3))))
        .isEqualTo(Outcome.success());
  }

  @Test
  void anArgumentIsOneWordWhateverStandsInIt() throws Exception {
    String nasty = "a b; touch broken $(touch broken) `touch broken` | & > x \"'";
    Outcome outcome =
        run(Map.of("arguments", List.of("-c", "printf '%s|' \"$@\"", "sh", nasty, 7, true)));
    assertThat(outcome.output()).isEqualTo(nasty + "|7|true|");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void itKnowsItsOperationAndNothingOfTheWorkersEnvironment() throws Exception {
    CommandHandler env =
        new CommandHandler(
            List.of("/usr/bin/env"), directory, "/usr/bin:/bin", Duration.ofSeconds(1));
    String output = env.run(operation(Map.of("command", "/usr/bin/env"))).output();
    Set<String> names =
        Arrays.stream(output.split("\n"))
            .map(line -> line.split("=")[0])
            .collect(Collectors.toSet());
    assertThat(names)
        .as("all of it, so that no password of the worker's is there")
        .containsExactlyInAnyOrder(
            "PATH",
            "LANG",
            "WINDLASS_BATCH_JOB",
            "WINDLASS_SUB_JOB_INDEX",
            "WINDLASS_ITERATION",
            "WINDLASS_CASE",
            "WINDLASS_ATTEMPT");
    assertThat(run("echo $WINDLASS_SUB_JOB_INDEX $WINDLASS_ITERATION").output()).isEqualTo("5 2\n");
    assertThat(run("cat").output()).as("nobody types anything").isNull();
  }

  @Test
  void whatIsRunIsTheDefinitionsToSay() {
    assertThat(handler("/bin/sh").fixed(false)).containsExactlyInAnyOrder("command", "arguments");
  }

  @Test
  void aFloodOfOutputIsReadAndItsBeginningKept() throws Exception {
    Outcome outcome = run("yes 1234567 | head -c 5000000; yes error | head -c 5000000 >&2; exit 1");
    assertThat(outcome.output()).startsWith("1234567\n").hasSize((32 << 10) + 1);
    assertThat(outcome.error()).hasSizeLessThan(1200).contains("error\nerror");
  }

  @Test
  void oneThatIsInterruptedEndsWithAllThatItHasStarted() throws Exception {
    Path pids = directory.resolve("pids");
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread runner =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    run("trap '' TERM; sleep 500 & echo $$ $! > " + pids + "; wait; sleep 500");
                  } catch (Throwable e) {
                    ended.set(e);
                  }
                });
    String text =
        Await.value(
            "it runs",
            () -> Files.exists(pids) ? Files.readString(pids) : "",
            t -> t.endsWith("\n"));
    runner.interrupt();
    runner.join();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    for (String pid : text.strip().split(" ")) {
      Await.until(
          pid + " has ended",
          () -> ProcessHandle.of(Long.parseLong(pid)).map(p -> !p.isAlive()).orElse(true));
    }
  }

  @Test
  void oneThatLeavesSomebodyBehindIsNotWaitedForLonger() throws Exception {
    assertThat(run("sleep 5 & echo done").output()).isEqualTo("done\n");
  }

  @Test
  void onlyWhatIsAllowedIsStarted() {
    assertThatThrownBy(() -> run(Map.of("command", "/bin/ls")))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage(
            "the parameter 'command' is '/bin/ls', but must be one of windlass.command.allow:"
                + " [/bin/sh]");
    for (String other :
        List.of(
            "/bin/../bin/sh", "/bin/./sh", "sh", "/bin/sh ", "/bin/sh -c id", "/bin/sh\0x", "/")) {
      assertThatThrownBy(() -> run(Map.of("command", other)))
          .as(other)
          .isInstanceOf(UnusableParameters.class)
          .hasMessageContaining("must be one of windlass.command.allow");
    }
    CommandHandler none = new CommandHandler(List.of(), directory, "/bin", Duration.ofSeconds(1));
    assertThatThrownBy(() -> none.run(operation(Map.of("command", "/bin/sh"))))
        .hasMessage("this worker starts no commands: windlass.command.allow is empty");
    assertThatThrownBy(() -> handler("sh"))
        .hasMessage("windlass.command.allow has 'sh': each needs its whole path");
  }

  @Test
  void whatIsNoArgumentIsToldWithItsRule() {
    assertThatThrownBy(() -> run(Map.of("arguments", "-c")))
        .hasMessage("the parameter 'arguments' is '-c', but must be a list");
    assertThatThrownBy(() -> run(Map.of("arguments", List.of(Map.of()))))
        .hasMessageContaining("must be a list of texts and numbers");
    assertThatThrownBy(() -> run(Map.of("expectExit", List.of("none"))))
        .hasMessageContaining("must be a list of exit codes from 0 to 255");
  }

  @Test
  void anExecutableThatIsNotThereIsAFailureThatMayPass() throws Exception {
    Outcome outcome = handler("/nowhere/tool").run(operation(Map.of("command", "/nowhere/tool")));
    assertThat(outcome.error()).startsWith("/nowhere/tool can't be started: ");
    assertThat(outcome.lasting()).isFalse();
  }

  private Outcome run(String script) throws Exception {
    return run(Map.of("arguments", List.of("-c", script)));
  }

  private Outcome run(Map<String, Object> parameters) throws Exception {
    Map<String, Object> all = new java.util.HashMap<>(Map.of("command", "/bin/sh"));
    all.putAll(parameters);
    return handler("/bin/sh").run(operation(all));
  }

  private CommandHandler handler(String allowed) {
    return new CommandHandler(List.of(allowed), directory, "/usr/bin:/bin", Duration.ofMillis(200));
  }

  private static Operation operation(Map<String, Object> parameters) {
    return new Operation(
        JobId.of(Instant.EPOCH, 0, 0),
        5,
        2,
        0,
        "case",
        1,
        new Parameters(parameters),
        Duration.ofSeconds(30));
  }
}
