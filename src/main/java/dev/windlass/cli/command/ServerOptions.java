package dev.windlass.cli.command;

import dev.windlass.cli.client.Environment;
import dev.windlass.cli.client.Target;
import picocli.CommandLine.Option;

/** Which server. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server's address (WINDLASS_URL; http://127.0.0.1:8080).")
  private String server;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A server of the configuration (WINDLASS_PROFILE; see `windlass profiles`).")
  private String profile;

  Target target() {
    return Target.find(new Target.Asked(server, profile), Environment.ofProcess());
  }
}
