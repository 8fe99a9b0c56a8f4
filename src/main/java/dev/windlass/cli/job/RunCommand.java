package dev.windlass.cli.job;

import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.Applied;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.follow.Progress;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Runs a batch job from a file: stores its definition, uploads its rows, creates and starts it.",
      "With --wait it is followed to its end; the exit code is 0 only if it completed and no"
          + " operation failed. Ctrl-C leaves it running."
    },
    footer = {
      "%nExamples:",
      "  windlass run job.yaml --input rows.csv --wait",
      "  windlass run job.yaml -i rows.csv --wait --timeout 1h --results result.csv",
      "%nThe form of the file is in docs/cli.md."
    })
public final class RunCommand extends ClientCommand {
  @Parameters(paramLabel = "FILE", description = "The job file, YAML or JSON; - is stdin.")
  private Path file;

  @Option(
      names = {"-w", "--wait"},
      description = "Follow it to its end.")
  private boolean wait;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "With --wait: where the result file is to be.")
  private Path results;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only its id; no progress.")
  private boolean quiet;

  @Mixin private NewJobOptions options;
  @Mixin private WaitOptions waiting;

  @Override
  protected void check() {
    if (results != null && !wait) {
      throw usage("--results goes with --wait: there are none before the end.");
    }
  }

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    JobFile job = JobFile.read(file);
    Rows given = options.rows();
    Rows rows = given == null && job.rows() != null ? Rows.of(job.rows(), null) : given;
    options.over(job.batchJob());
    try (Progress progress = quiet ? Progress.NONE : progress()) {
      store(api, job, progress);
      Answer created = new Creation(api, progress::say).create(job.batchJob(), rows);
      return wait ? wait(api, out, progress, created) : left(out, created);
    }
  }

  private static Progress progress() {
    return Progress.on(Terminal.ofErrors(), System.err, 1, Progress.LINE_EVERY);
  }

  private static void store(Api api, JobFile job, Progress progress) throws InterruptedException {
    if (job.definition() != null) {
      Reference name = Reference.of("the job file", job.definition());
      Route route = Route.of("v1", "definitions", name.namespace(), name.name());
      progress.say(
          "Definition " + Applied.put(api, route, route, job.definition()).said(name.toString()));
    }
  }

  private ExitCode left(Output out, Answer created) {
    if (quiet) {
      out.line(created.json().path("id").asText());
    } else {
      out.print(created, Creation::lines);
    }
    return ExitCode.FINE;
  }

  private ExitCode wait(Api api, Output out, Progress progress, Answer created)
      throws InterruptedException {
    String id = created.json().path("id").asText();
    if (quiet) {
      out.line(id);
    }
    progress.say("Batch job %s is created.".formatted(id));
    Waiting watch = new Waiting(api, quiet ? out.quiet() : out, progress, waiting);
    ExitCode code = watch.end(List.of(id));
    if (results != null && code != ExitCode.TIMED_OUT) {
      long bytes = ResultFile.of(id, false).save(api, results);
      out.note("%s: %d bytes.".formatted(results, bytes));
    }
    return code;
  }
}
