package dev.windlass.cli.job;

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
import picocli.CommandLine.Parameters;

@Command(
    name = "sub-jobs",
    description = "Lists the sub-jobs of a batch job in the order of the input's rows.",
    footer = {
      "%nExamples:",
      "  windlass sub-jobs 42 --status failed --results",
      "  windlass sub-jobs 42 17",
      "  windlass sub-jobs 42/17 -o yaml"
    })
public final class SubJobsCommand extends ClientCommand {
  private static final Column INDEX = Column.number("INDEX", "/index");
  private static final Column STATUS = Column.of("STATUS", "/status");
  private static final Column FAILURES = Column.number("FAILURES", "/failures");
  private static final Column ID = Column.of("ID", "/id");
  private static final Table PLAIN =
      Table.of(INDEX, STATUS, Column.number("DONE", "/operationsDone"), FAILURES, ID);
  private static final Table TOLD =
      Table.of(
          INDEX,
          STATUS,
          FAILURES,
          Column.number("TRIES", "/lastOperation/tries"),
          Column.of("ERROR", "/lastOperation/error"),
          Column.of("OUTPUT", "/lastOperation/output"));

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "A batch job; ID/SUB_JOB is the same as two words.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SUB_JOB",
      description =
          "One of its sub-jobs, by its index or its id: shown in full with its row and last"
              + " failures.")
  private String subJob;

  @Option(names = "--status", paramLabel = "STATUS", description = "Only those, such as failed.")
  private String status;

  @Option(names = "--results", description = "With what the last operation of each told.")
  private boolean results;

  @Mixin private Paging paging;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    SubJobName asked = SubJobName.of(name, subJob);
    String id = new JobIds(api).of(asked.batchJob());
    if (asked.subJob() != null) {
      String one = asked.idWithin(id);
      out.print(api.get(Route.of("v1", "batch-jobs", id, "sub-jobs", one)), SubJobText::lines);
      return ExitCode.FINE;
    }
    Route list = Route.of("v1", "batch-jobs", id, "sub-jobs").with("status", status);
    Route told = results ? list.with("results", true) : list;
    paging.print(api, told, out, results ? TOLD : PLAIN);
    return ExitCode.FINE;
  }
}
