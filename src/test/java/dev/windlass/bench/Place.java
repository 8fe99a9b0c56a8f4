package dev.windlass.bench;

import dev.windlass.role.FoundServers;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program as {@code ./windlass up} starts it: all roles, broker and database, over a directory
 * of its own that goes with it.
 */
final class Place implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
  private static final Path DATA = Path.of("target", "bench-data");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LINES_KEPT = 200;

  private final Process process;
  private final Path data;
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  private Place(Process process, Path data) {
    this.process = process;
    this.data = data;
  }

  static Place start(Map<String, String> settings) throws IOException {
    Files.createDirectories(DATA);
    Path data = Files.createTempDirectory(DATA, "place").toAbsolutePath();
    ProcessBuilder builder = new ProcessBuilder("./windlass", "up").redirectErrorStream(true);
    builder.environment().put("WINDLASS_DATA", data.toString());
    builder.environment().put("WINDLASS_PORT", "0");
    builder.environment().putAll(settings);
    Place place = new Place(builder.start(), data);
    Runtime.getRuntime().addShutdownHook(new Thread(place.process::destroyForcibly));
    Thread.ofPlatform().daemon().name("place-output").start(place::read);
    Await.until(
        "the program is ready",
        PATIENCE,
        () -> Http.get(place.url("/q/health/ready")).status() == 200);
    return place;
  }

  String url(String path) {
    try {
      return url.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) + path;
    } catch (Exception e) {
      throw new IllegalStateException("The program did not start:\n" + lastLines(), e);
    }
  }

  Api api() {
    return new Api(url(""));
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  Path data() {
    return data;
  }

  Map<String, Object> kafka() {
    try (FoundServers servers = FoundServers.find(Optional.of(data))) {
      return servers.kafka();
    }
  }

  Connection database() throws SQLException {
    try (FoundServers servers = FoundServers.find(Optional.of(data))) {
      FoundServers.Postgres postgres = servers.postgres();
      return DriverManager.getConnection(
          postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
  }

  String lastLines() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(Place::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        notice(line);
      }
    } catch (IOException e) {
      notice(e.toString());
    }
    url.completeExceptionally(new IllegalStateException("it ended"));
  }

  private void notice(String line) {
    synchronized (lastLines) {
      lastLines.add(line);
      if (lastLines.size() > LINES_KEPT) {
        lastLines.remove();
      }
    }
    Matcher matcher = LISTENING.matcher(line);
    if (matcher.find()) {
      url.complete(matcher.group(1));
    }
  }
}
