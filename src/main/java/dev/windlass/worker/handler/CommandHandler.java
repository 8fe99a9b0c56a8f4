package dev.windlass.worker.handler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One process per operation, of an executable that the worker's configuration allows. There is no
 * shell: each argument is one word, whatever stands in it. The process knows nothing of the
 * worker's environment, which has passwords in it; it is told which operation it is.
 */
@Singleton
public class CommandHandler implements OperationHandler {
  /** One byte more than is kept of an output, so that it is seen to have been longer. */
  private static final int OUTPUT_BYTES = (32 << 10) + 1;

  private static final int ERROR_BYTES = 1 << 10;
  private static final Duration STREAMS = Duration.ofSeconds(1);

  private final Set<Path> allowed;
  private final File directory;
  private final String path;
  private final Duration grace;

  @Inject
  CommandHandler(CommandConfig config) {
    this(
        config.allow().orElse(List.of()),
        Path.of(config.directory()),
        config.path(),
        config.grace());
  }

  CommandHandler(List<String> allow, Path directory, String path, Duration grace) {
    this.allowed = allow.stream().map(CommandHandler::absolute).collect(Collectors.toSet());
    this.directory = directory.toFile();
    this.path = path;
    this.grace = grace;
  }

  @Override
  public String name() {
    return "command";
  }

  /** What may be started is allowed by its path alone: with which arguments, only they know. */
  @Override
  public Set<String> fixed(boolean secrets) {
    return Set.of("command", "arguments");
  }

  @Override
  public Outcome run(Operation operation) throws InterruptedException {
    CommandLine line = CommandLine.of(operation.parameters(), allowed);
    Process process;
    try {
      process = builder(line, operation).start();
    } catch (IOException e) {
      return Outcome.failure(
          "%s can't be started: %s".formatted(line.executable(), e.getMessage()));
    }
    Printed output = Printed.of(process.getInputStream(), OUTPUT_BYTES, 0);
    Printed errors = Printed.of(process.getErrorStream(), 0, ERROR_BYTES);
    try {
      int exit = process.waitFor();
      output.await(STREAMS);
      errors.await(STREAMS);
      return outcome(line, exit, output.first(), errors.last());
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  private ProcessBuilder builder(CommandLine line, Operation operation) {
    ProcessBuilder builder =
        new ProcessBuilder(line.words())
            .directory(directory)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", path);
    environment.put("LANG", "C.UTF-8");
    environment.put("WINDLASS_BATCH_JOB", operation.job().toString());
    environment.put("WINDLASS_SUB_JOB_INDEX", Integer.toString(operation.index()));
    environment.put("WINDLASS_ITERATION", Long.toString(operation.iteration()));
    environment.put("WINDLASS_CASE", operation.caseId());
    environment.put("WINDLASS_ATTEMPT", Integer.toString(operation.attempt()));
    return builder;
  }

  private static Outcome outcome(CommandLine line, int exit, String output, String errors) {
    String kept = output.isEmpty() ? null : output;
    if (line.expected().contains(exit)) {
      return Outcome.success(kept);
    }
    String said = errors.isBlank() ? "" : ": " + errors.strip();
    String error =
        "%s ended with %d, expected was %s%s"
            .formatted(line.executable(), exit, line.expected().stream().sorted().toList(), said);
    return new Outcome(error, kept);
  }

  /** With all that it has started; those first, because an orphan is nobody's child. */
  private void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    boolean interrupted = false;
    try {
      process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    all.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path absolute(String allowed) {
    Path executable = Path.of(allowed);
    if (!executable.isAbsolute()) {
      throw new IllegalArgumentException(
          "windlass.command.allow has '" + allowed + "': each needs its whole path");
    }
    return executable;
  }
}
