package dev.windlass.cli.job;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "failures",
    description = "Says why operations of a batch job failed, the most frequent reason first.",
    footer = {"%nExamples:", "  windlass failures 42", "  windlass failures 42 -o json"})
public final class FailuresCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "A batch job.")
  private String name;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many reasons are shown (${DEFAULT-VALUE}).")
  private int limit;

  static Route route(String id, int limit) {
    return Route.of("v1", "batch-jobs", id, "failures").with("limit", limit);
  }

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    out.print(api.get(route(new JobIds(api).of(name), limit)), FailureText::table);
    return ExitCode.FINE;
  }
}
