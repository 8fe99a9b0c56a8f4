package dev.windlass.result;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@link S3Main} in a JVM of its own: the libraries that it needs are older elsewhere. */
final class S3Server implements AutoCloseable {
  static final String ACCESS_KEY = "windlass";
  static final String SECRET_KEY = "only-for-this-test";
  static final String BUCKET = "results";

  private final Process process;
  private final URI endpoint;

  S3Server(Path directory) throws IOException {
    Files.createDirectories(directory);
    process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "-cp",
                    classPath(),
                    S3Main.class.getName(),
                    directory.toString()))
            .redirectErrorStream(true)
            .start();
    endpoint = listening();
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() throws Exception {
    process.getOutputStream().close();
    process.waitFor();
  }

  /** Without the Guice of Maven's own libraries, which Quarkus brings for its tests. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(path -> !path.matches(".*guice-[0-9.]+-classes\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private URI listening() throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(S3Main.LISTENS)) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {}));
        return URI.create(line.substring(S3Main.LISTENS.length()));
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("The S3 server ended:\n" + said);
  }
}
