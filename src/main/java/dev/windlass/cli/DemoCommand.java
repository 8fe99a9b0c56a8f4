package dev.windlass.cli;

import dev.windlass.cli.demo.Cities;
import dev.windlass.cli.demo.DemoApplication;
import dev.windlass.cli.demo.DemoPlace;
import dev.windlass.embedded.EmbeddedServers;
import dev.windlass.role.Program;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Starts the program with servers of its own, runs a batch job over a file of cities, pauses and unpauses it,"
          + " and ends with a result file: in about a minute.",
      "The exit code is 0 only when every row is accounted for."
    },
    footer = {"%nExamples:", "  windlass demo", "  windlass demo --rows 500"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept, the servers' data too. Without it a new directory in ./.windlass-demo,"
              + " in which the result and the log remain.")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port of the API; 0, the default, is any free one.")
  private int port;

  @Option(names = "--rows", paramLabel = "N", description = "Only the first N cities of the file.")
  private Integer rows;

  @Override
  public Integer call() {
    ProgramOptions.checkPort(spec, port);
    Path file = cities();
    int most = most(Cities.read(file).size());
    DemoPlace place = DemoPlace.of(Optional.ofNullable(data), LocalDateTime.now());
    settings(place).forEach(System::setProperty);
    System.out.printf(
        "Starting Windlass with a Kafka and a PostgreSQL of its own (log: %s)%n", place.log());
    try (LastWord lastWord = new LastWord(place)) {
      int code =
          Program.run(
              new Program.Options(Optional.of(place.data()), Optional.of(port), false),
              DemoApplication.class,
              DemoApplication.arguments(file, most, place.result()));
      lastWord.endedWith(code);
      return code;
    }
  }

  private Path cities() {
    Path program = Cities.program();
    return Cities.find(program)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "Found no deploy/examples/cities.csv in the directory of "
                        + program.toAbsolutePath()
                        + " or above it; the demo's rows come from there."));
  }

  private int most(int all) {
    if (rows != null && (rows < 1 || rows > all)) {
      throw new ParameterException(
          spec.commandLine(), "--rows is " + rows + "; the file has rows 1 to " + all);
    }
    return rows == null ? all : rows;
  }

  /** Over whatever the environment says: a demo is on its own, whatever else runs here. */
  private static Map<String, String> settings(DemoPlace place) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.log.console.enabled", "false");
    settings.put("quarkus.log.file.enabled", "true");
    settings.put("quarkus.log.file.path", place.log().toString());
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("windlass.roles", "api,coordinator,worker,projection,scheduler");
    settings.put("windlass.http.allow", "127.0.0.1");
    settings.put("windlass.coordinator.state-dir", place.data().resolve("coordinator").toString());
    if (EmbeddedServers.available()) {
      settings.put("kafka.bootstrap.servers", "");
      settings.put("quarkus.datasource.jdbc.url", "");
    }
    return settings;
  }
}
