package dev.windlass.cli.job;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Paging;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists batch jobs, the newest first.",
    footer = {
      "%nExamples:",
      "  windlass list --status running,paused -l team=maps",
      "  windlass list -d default/geocode --created-after 1d -o json"
    })
public final class ListCommand extends ClientCommand {
  @Mixin private JobFilters filters;
  @Mixin private Paging paging;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only their ids, one a line.")
  private boolean quiet;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Route jobs = filters.on(Route.of("v1", "batch-jobs"));
    if (quiet) {
      paging.values(api, jobs, out, "/id");
    } else {
      paging.print(api, jobs, out, JobTable.TABLE);
    }
    return ExitCode.FINE;
  }
}
