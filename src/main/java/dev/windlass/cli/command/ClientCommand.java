package dev.windlass.cli.command;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Target;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that speaks to a server, prints what it answers, and ends with an {@link ExitCode}. */
@Command(exitCodeOnExecutionException = 70)
public abstract class ClientCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HelpOption help;
  @Mixin private ServerOptions server;
  @Mixin private OutputOptions output;

  @Override
  public final Integer call() throws Exception {
    check();
    Target target = server.target();
    try (Api api = new Api(target)) {
      return run(api, output.open(spec.commandLine().getOut(), spec.commandLine().getErr())).code();
    }
  }

  /** What the parser can't see is wrong, before anything is asked of the server. */
  protected void check() {}

  protected abstract ExitCode run(Api api, Output out) throws Exception;

  /** Prints how the command is used, besides the message. */
  protected final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
