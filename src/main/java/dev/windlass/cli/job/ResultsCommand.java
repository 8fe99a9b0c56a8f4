package dev.windlass.cli.job;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.terminal.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "results",
    description = "Downloads the result file of a batch job that has ended: what came of each row.",
    footer = {"%nExamples:", "  windlass results 42 -f result.csv", "  windlass results 42 | head"})
public final class ResultsCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "A batch job.")
  private String name;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Where to; without it to the standard output.")
  private Path file;

  @Option(
      names = "--sub-job",
      paramLabel = "SUB_JOB",
      description = "Only what this sub-job told; its index or its id.")
  private String subJob;

  @Option(
      names = "--exact",
      description =
          "Cells as they are, for programs: without the quote before what a spreadsheet would take for"
              + " a formula.")
  private boolean exact;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    String id = new JobIds(api).of(name);
    ResultFile result =
        subJob == null
            ? ResultFile.of(id, exact)
            : ResultFile.of(id, new SubJobName(name, subJob).idWithin(id));
    if (file == null) {
      result.print(api, System.out, Terminal.ofOutput().present());
    } else {
      long bytes = result.save(api, file);
      out.note("%s: %d bytes.".formatted(file, bytes));
    }
    return ExitCode.FINE;
  }
}
