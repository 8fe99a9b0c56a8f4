import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the classes of the packaged program as the JVM has them once it has read and checked them:
 * {@code java ClassArchive.java PROGRAM ARCHIVE}, run by the build before the integration tests.
 * Loading 20,000 classes is most of what a start does, the tests start the program a hundred times,
 * and with the archive a start takes a quarter less of the processor. It is made by a program that
 * is started with servers of its own and ended; what was packaged without servers gets none.
 */
class ClassArchive {
  public static void main(String[] args) throws Exception {
    Path program = Path.of(args[0]);
    Path archive = Path.of(args[1]);
    if (hasServers(program) && !isNewer(archive, program.resolve("quarkus-run.jar"))) {
      make(program, archive);
    }
  }

  private static boolean hasServers(Path program) throws IOException {
    try (Stream<Path> jars = Files.list(program.resolve("lib").resolve("main"))) {
      return jars.anyMatch(jar -> jar.getFileName().toString().contains(".kafka_2.13-"));
    }
  }

  private static boolean isNewer(Path archive, Path jar) throws IOException {
    return Files.exists(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  /** Beside its place first, so that an interrupted one is not taken for an archive. */
  private static void make(Path program, Path archive) throws Exception {
    Path work = Files.createTempDirectory(archive.toAbsolutePath().getParent(), "archive-");
    Path fresh = work.resolve("fresh.jsa");
    StringBuilder said = new StringBuilder();
    try {
      Process process = start(program, fresh, work.resolve("data"));
      try (BufferedReader output = process.inputReader()) {
        output
            .lines()
            .peek(line -> said.append(line).append('\n'))
            .filter(line -> line.contains("Listening on: "))
            .forEach(line -> process.toHandle().destroy()); // the process would close its output
      }
      process.waitFor();
      if (!Files.exists(fresh)) {
        throw new IllegalStateException("The program wrote no archive of its classes:\n" + said);
      }
      Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(work);
    }
  }

  private static Process start(Path program, Path archive, Path data) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:ArchiveClassesAtExit=" + archive,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-jar",
            program.resolve("quarkus-run.jar").toAbsolutePath().toString(),
            "up",
            "--port",
            "0",
            "--data",
            data.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("WINDLASS_"));
    return builder.redirectErrorStream(true).start();
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
