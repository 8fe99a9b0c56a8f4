package dev.windlass.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the kernel says that a process has in memory, in bytes.
 *
 * @param pss with its part only of pages that several processes have
 */
record Resident(long rss, long pss) {
  private static final Resident GONE = new Resident(0, 0);

  static Resident of(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    try {
      return new Resident(kilobytes(file, "Rss:") << 10, kilobytes(file, "Pss:") << 10);
    } catch (IOException e) {
      return GONE;
    }
  }

  /** The most that was ever resident. */
  static long most(ProcessHandle process) throws IOException {
    return kilobytes(Path.of("/proc", Long.toString(process.pid()), "status"), "VmHWM:") << 10;
  }

  static long ofPostgres(Path data) {
    return PostgresProcesses.over(data).mapToLong(process -> of(process).pss()).sum();
  }

  private static long kilobytes(Path file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
