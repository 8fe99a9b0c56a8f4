package dev.windlass.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the workers that have spoken and not left.",
    footer = {"%nExamples:", "  windlass workers list"})
public final class ListWorkers extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.of("ID", "/id"),
          Column.of("NAME", "/name"),
          Column.of("QUEUES", "/queues"),
          new Column("BUSY", true, (worker, ages) -> busy(worker)),
          Column.number("STUCK", "/stuck"),
          new Column("STATE", false, (worker, ages) -> state(worker)),
          Column.age("SEEN", "/lastSeenTime"),
          Column.age("AGE", "/startedTime"),
          Column.of("VERSION", "/version"));

  @Option(
      names = {"-q", "--quiet"},
      description = "Only their ids, one a line.")
  private boolean quiet;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Answer workers = api.get(Route.of("v1", "workers"));
    if (quiet) {
      out.values(workers, "/id");
    } else {
      out.print(workers, TABLE);
    }
    return ExitCode.FINE;
  }

  private static String busy(JsonNode worker) {
    return worker.path("busy").asText() + "/" + worker.path("slots").asText();
  }

  private static String state(JsonNode worker) {
    if (worker.path("silent").asBoolean()) {
      return "silent";
    }
    return worker.path("draining").asBoolean() ? "draining" : "ready";
  }
}
