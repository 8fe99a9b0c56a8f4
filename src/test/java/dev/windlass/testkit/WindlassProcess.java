package dev.windlass.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program in a process of its own; what it prints is kept. Needs `package`. */
public final class WindlassProcess {
  private static final Path APPLICATION = Path.of("target", "quarkus-app");
  private static final Path JAR = APPLICATION.resolve("quarkus-run.jar").toAbsolutePath();
  private static final List<String> CLASS_ARCHIVE = classArchive();
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[\\w.:]+)");

  private final Process process;
  private final StringBuffer output = new StringBuffer();
  private final CompletableFuture<URI> listening = new CompletableFuture<>();
  private final Thread reader = new Thread(this::read, "windlass-process-output");

  private WindlassProcess(Process process) {
    this.process = process;
  }

  /** Starts it with the environment of this process and what goes over it. */
  public static WindlassProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    return start("512m", environment, arguments);
  }

  /** With as much heap as said; without room for more it ends. */
  public static WindlassProcess start(
      String heap, Map<String, String> environment, String... arguments) throws IOException {
    return start(command(heap, arguments), environment);
  }

  /** What starts it, for whoever starts it by himself. */
  public static List<String> command(String heap, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(CLASS_ARCHIVE);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** As a user starts it, by the script, which builds it where that is needed. */
  public static WindlassProcess startScript(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("./windlass"));
    command.addAll(List.of(arguments));
    return start(command, environment);
  }

  private static WindlassProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    WindlassProcess started = new WindlassProcess(builder.start());
    started.reader.setDaemon(true);
    started.reader.start();
    // Tests that are given up leave nobody behind.
    Runtime.getRuntime().addShutdownHook(new Thread(started::kill, "windlass-process-end"));
    return started;
  }

  /** Of this very package: `verify` makes it, and a start does without. */
  private static List<String> classArchive() {
    Path archive = Path.of("target", "quarkus-app.jsa").toAbsolutePath();
    boolean fits = archive.toFile().lastModified() > JAR.toFile().lastModified();
    return fits ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  public static boolean hasEmbeddedServers() throws IOException {
    try (Stream<Path> jars = Files.list(APPLICATION.resolve("lib").resolve("main"))) {
      return jars.anyMatch(jar -> jar.getFileName().toString().contains(".kafka_2.13-"));
    }
  }

  /** The address of its API, once it listens; fails with its output where it ends before. */
  public URI awaitListening() throws Exception {
    return listening.get();
  }

  public int awaitExit() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  public void terminate() {
    process.destroy();
  }

  public void kill() {
    process.destroyForcibly();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public String output() {
    return output.toString();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        notice(line);
      }
    } catch (IOException e) {
      output.append(e).append('\n');
    }
    listening.completeExceptionally(new IllegalStateException("It ended:\n" + output));
  }

  private void notice(String line) {
    Matcher matcher = LISTENING.matcher(line);
    if (matcher.find()) {
      listening.complete(URI.create(matcher.group(1)));
    }
  }
}
