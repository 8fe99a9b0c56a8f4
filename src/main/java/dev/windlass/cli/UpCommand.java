package dev.windlass.cli;

import dev.windlass.role.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "up",
    description = "Starts the program and stays; SIGTERM or Ctrl-C ends it cleanly.",
    footer = {"%nExamples:", "  windlass up", "  windlass up --port 9000 --data /var/lib/windlass"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class UpCommand implements Callable<Integer> {
  @Mixin private ProgramOptions options;

  @Override
  public Integer call() {
    return Program.run(options.toProgram(), StayUp.class);
  }
}
