package dev.windlass.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and where all of it is said; not all of it at once. */
final class UsageReport implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine line = wrong.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(wrong.getMessage());
    if (!line.getSubcommands().isEmpty() && line.getParent() != null) {
      line.usage(err);
    } else if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.printf("`%s --help` says how it is used.%n", line.getCommandSpec().qualifiedName());
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}
