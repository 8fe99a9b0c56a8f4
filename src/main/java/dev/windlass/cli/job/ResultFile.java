package dev.windlass.cli.job;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.terminal.PlainWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** The results of a batch job or of a sub-job, as a stream from the server. */
record ResultFile(Route route) {
  /** Right after the end the view may not have all results yet. */
  private static final int TRIES = 30;

  /**
   * @param exact without the quotes that keep spreadsheets from taking a cell for a formula
   */
  static ResultFile of(String batchJob, boolean exact) {
    Route route = Route.of("v1", "batch-jobs", batchJob, "result");
    return new ResultFile(exact ? route.with("formulas", "keep") : route);
  }

  static ResultFile of(String batchJob, String subJob) {
    return new ResultFile(Route.of("v1", "batch-jobs", batchJob, "sub-jobs", subJob, "result"));
  }

  /** On a terminal without what would command it; into a pipe byte for byte. */
  void print(Api api, PrintStream out, boolean terminal) throws InterruptedException {
    try (InputStream results = open(api)) {
      if (terminal) {
        Writer text = new PlainWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        new InputStreamReader(results, StandardCharsets.UTF_8).transferTo(text);
        text.flush();
      } else {
        results.transferTo(out);
      }
      out.flush();
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  /** Written beside its place and moved there: a file under its name is never half of one. */
  long save(Api api, Path file) throws InterruptedException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (InputStream results = open(api)) {
      long bytes = Files.copy(results, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      return bytes;
    } catch (FileSystemException e) {
      throw new ClientFailure(
          ExitCode.FILES, "Can't write %s: %s.".formatted(file, Documents.reason(e)), e);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private InputStream open(Api api) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        return api.open(Call.get(route));
      } catch (ApiProblem problem) {
        if (problem.code() != ExitCode.UNAVAILABLE || tried == TRIES) {
          throw problem;
        }
        TimeUnit.MILLISECONDS.sleep(problem.retryAfter().toMillis());
      }
    }
  }

  private static ClientFailure brokenOff(IOException e) {
    return new ClientFailure(
        ExitCode.UNAVAILABLE, "The download broke off: " + Documents.reason(e) + ".", e);
  }
}
