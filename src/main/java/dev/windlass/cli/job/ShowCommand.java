package dev.windlass.cli.job;

import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.follow.Standing;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a batch job in full, and why it waits or is no faster.",
    footer = {
      "%nExamples:",
      "  windlass show 019aa9d4-4b7e-8c31-9f00-3a5b7c000000",
      "  windlass show 42 -o yaml"
    })
public final class ShowCommand extends ClientCommand {
  @Parameters(
      paramLabel = "ID",
      description = "A batch job: its id, the beginning of it, or its number.")
  private String name;

  @Option(
      names = "--sub-jobs",
      paramLabel = "N",
      description = "With -o json or yaml: how many of its sub-jobs to show, 0 to 1000 (100).")
  private Integer subJobs;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Route job = Route.of("v1", "batch-jobs", new JobIds(api).of(name));
    if (out.isForPeople()) {
      Answer answer = api.get(job.with("subJobs", 0));
      out.print(answer, new JobText(why(api, answer)));
    } else {
      out.print(api.get(job.with("subJobs", subJobs)), new JobText(""));
    }
    return ExitCode.FINE;
  }

  /** What has ended needs no reason; and a reason that can't be had is no reason to fail. */
  private static String why(Api api, Answer job) throws InterruptedException {
    String id = job.json().path("id").asText();
    try {
      return Standing.of(job.json()).ended()
          ? ""
          : api.get(Route.of("v1", "batch-jobs", id, "why")).json().path("sentence").asText("");
    } catch (ApiProblem unknown) {
      return "";
    }
  }
}
