package dev.windlass.cli.keys;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Paging;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the keys that administrators made, newest first, without the keys.",
    footer = {"%nExamples:", "  windlass api-keys list", "  windlass api-keys list --sessions"})
public final class ListKeys extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.of("ID", "/id"),
          Column.of("NAME", "/name"),
          Column.of("ROLE", "/role"),
          Column.of("NAMESPACES", "/namespaces"),
          Column.of("BY", "/createdBy"),
          Column.age("AGE", "/createdTime"),
          Column.of("EXPIRES", "/expiresTime"));

  @Option(names = "--sessions", description = "Who is logged in, instead.")
  private boolean sessions;

  @Mixin private Paging paging;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    paging.print(
        api, Route.of("v1", "api-keys").with("sessions", sessions ? true : null), out, TABLE);
    return ExitCode.FINE;
  }
}
