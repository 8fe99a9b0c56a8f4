package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Configuration;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.Environment;
import dev.windlass.cli.client.Profile;
import dev.windlass.cli.client.Target;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.OutputOptions;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "profiles",
    description = "Lists the servers of the configuration, and which is in force.",
    exitCodeOnExecutionException = 70,
    footer = {
      "%nExamples:",
      "  windlass profiles",
      "%nThe form of the configuration is in docs/cli.md."
    })
public final class ProfilesCommand implements Callable<Integer> {
  private static final Table TABLE =
      Table.of(
          new Column("", false, (p, ages) -> p.path("inForce").asBoolean() ? "*" : " "),
          Column.of("NAME", "/name"),
          Column.of("URL", "/url"),
          Column.of("TOKEN", "/token"));

  @Spec private CommandSpec spec;
  @Mixin private HelpOption help;
  @Mixin private ServerOptions server;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Output out = output.open(spec.commandLine().getOut(), spec.commandLine().getErr());
    Configuration configuration = Configuration.read(Environment.ofProcess());
    Target target = server.target();
    out.print(Answer.of(list(configuration, target)), TABLE);
    out.note(
        "In force: %s (%s). Configuration: %s"
            .formatted(target.url(), target.from(), configuration.file()));
    return 0;
  }

  static ObjectNode list(Configuration configuration, Target target) {
    ObjectNode list = Documents.object();
    ArrayNode items = list.putArray("items");
    for (Profile profile : configuration.profiles().values()) {
      items
          .addObject()
          .put("name", profile.name())
          .put("url", profile.url().toString())
          .put("token", profile.tokenPlace())
          .put("inForce", target.profile().filter(profile.name()::equals).isPresent());
    }
    return list;
  }
}
