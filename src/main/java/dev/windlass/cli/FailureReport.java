package dev.windlass.cli;

import dev.windlass.cli.client.ClientFailure;
import dev.windlass.embedded.EmbeddedStartException;
import dev.windlass.role.NotConfiguredException;
import dev.windlass.role.PlainText;
import io.smallrye.config.ConfigValidationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What somebody can put right is said in a sentence; a stack trace is for the rest. */
final class FailureReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception problem, CommandLine line, ParseResult result)
      throws Exception {
    if (problem instanceof ClientFailure failure) {
      line.getErr().println(PlainText.lines(failure.getMessage()));
      return failure.code().code();
    }
    if (problem instanceof NotConfiguredException || problem instanceof ConfigValidationException) {
      line.getErr().println(problem.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (problem instanceof EmbeddedStartException) {
      line.getErr().println(problem.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw problem;
  }
}
