package dev.windlass.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the server when this program ends, in whatever way. A small shell waits for the end of its
 * input, which is a pipe that only this JVM holds: it comes when {@link #close} closes it and also
 * when the JVM is killed. So there is one way to stop, and no orphan. The shell ignores the signals
 * that a terminal sends to everybody: the database has to go last.
 */
final class PostgresGuard implements AutoCloseable {
  private static final String SCRIPT = "trap '' INT TERM HUP; cat >/dev/null; exec \"$@\"";
  private static final int STOP_SECONDS = 60;

  private final PostgresCommand command;
  private final Path data;
  private final Process shell;

  private PostgresGuard(PostgresCommand command, Path data, Process shell) {
    this.command = command;
    this.data = data;
    this.shell = shell;
  }

  static PostgresGuard over(PostgresCommand command, Path data) {
    List<String> line = new ArrayList<>(List.of("sh", "-c", SCRIPT, "windlass-postgres-guard"));
    line.addAll(command.line("pg_ctl", stop(data)));
    try {
      Process shell =
          new ProcessBuilder(line)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new PostgresGuard(command, data, shell);
    } catch (IOException e) {
      command.succeeds("pg_ctl", stop(data));
      throw new EmbeddedStartException("No shell to guard the embedded PostgreSQL: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      shell.waitFor(STOP_SECONDS + 5, TimeUnit.SECONDS);
    } catch (IOException e) {
      // The shell is gone; what follows does its work.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (Files.exists(data.resolve("postmaster.pid"))) {
      command.succeeds("pg_ctl", stop(data));
    }
  }

  private static String[] stop(Path data) {
    return new String[] {
      "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=" + STOP_SECONDS, "stop"
    };
  }
}
