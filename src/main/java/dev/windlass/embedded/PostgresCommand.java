package dev.windlass.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, rightly; a container or a small machine
 * often has nobody else. There they run in a user namespace of their own, in which they are not
 * root but still own their files.
 */
final class PostgresCommand {
  private final Path home;
  private final List<String> prefix;

  PostgresCommand(Path home) {
    this.home = home;
    this.prefix = prefix();
  }

  List<String> line(String program, String... arguments) {
    return Stream.of(
            prefix.stream(),
            Stream.of(home.resolve("bin").resolve(program).toString()),
            Stream.of(arguments))
        .flatMap(part -> part)
        .toList();
  }

  /** Runs to the end; what it printed is in the exception if that was not a good one. */
  void run(String program, String... arguments) {
    Result result = run(line(program, arguments));
    if (result.code() != 0) {
      throw new EmbeddedStartException(
          "%s ended with %d: %s".formatted(program, result.code(), result.output().strip()));
    }
  }

  boolean succeeds(String program, String... arguments) {
    return run(line(program, arguments)).code() == 0;
  }

  private static List<String> prefix() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> namespace = List.of("unshare", "--user");
    List<String> attempt = new ArrayList<>(namespace);
    attempt.add("true");
    if (run(attempt).code() != 0) {
      throw new EmbeddedStartException(
          "PostgreSQL does not run as root, and this machine allows no user namespaces (unshare --user)."
              + " Run Windlass as another user, or configure a database with QUARKUS_DATASOURCE_JDBC_URL.");
    }
    return namespace;
  }

  private static Result run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (InputStream output = process.getInputStream()) {
        String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
      }
    } catch (IOException e) {
      return new Result(127, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStartException("Interrupted while waiting for " + command.getFirst(), e);
    }
  }

  private record Result(int code, String output) {}
}
