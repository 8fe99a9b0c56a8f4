package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Creates a batch job of a definition that the server has.",
    footer = {
      "%nExamples:",
      "  windlass create default/geocode --input shops.csv --max-concurrent 50",
      "  windlass create default/geocode --sub-jobs 1000 --no-start -l team=maps -q"
    })
public final class CreateCommand extends ClientCommand {
  @Parameters(paramLabel = "DEFINITION", description = "namespace/name, or a name.")
  private String definition;

  @Option(names = "--no-start", description = "Parks it as created; `windlass start` starts it.")
  private boolean parked;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only its id.")
  private boolean quiet;

  @Mixin private NewJobOptions options;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    ObjectNode batchJob = Documents.object();
    batchJob.put("definition", Reference.of(definition, Reference.DEFAULT).toString());
    batchJob.put("start", !parked);
    options.over(batchJob);
    Answer created =
        new Creation(api, quiet ? said -> {} : out::note).create(batchJob, options.rows());
    if (quiet) {
      out.line(created.json().path("id").asText());
    } else {
      out.print(created, Creation::lines);
    }
    return ExitCode.FINE;
  }
}
