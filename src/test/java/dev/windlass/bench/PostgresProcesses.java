package dev.windlass.bench;

import java.nio.file.Path;
import java.util.stream.Stream;

/** All processes of the Postgres over a data directory: the one that names it, and its own. */
final class PostgresProcesses {
  private PostgresProcesses() {}

  static Stream<ProcessHandle> over(Path data) {
    return ProcessHandle.allProcesses()
        .filter(process -> names(process, data))
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .distinct();
  }

  private static boolean names(ProcessHandle process, Path data) {
    return process.info().commandLine().orElse("").contains(" -D " + data + "/postgres/");
  }
}
