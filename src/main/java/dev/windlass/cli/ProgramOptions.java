package dev.windlass.cli;

import dev.windlass.role.Program;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that starts the program. */
final class ProgramOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  private Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded servers keep their data (WINDLASS_DATA, ./.windlass).")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of the API; 0 is any free one (WINDLASS_PORT, 8080).")
  void setPort(int port) {
    checkPort(mixee, port);
    this.port = port;
  }

  static void checkPort(CommandSpec command, int port) {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          command.commandLine(), "--port is " + port + "; a port is between 0 and 65535");
    }
  }

  Program.Options toProgram() {
    return new Program.Options(Optional.ofNullable(data), Optional.ofNullable(port), true);
  }
}
