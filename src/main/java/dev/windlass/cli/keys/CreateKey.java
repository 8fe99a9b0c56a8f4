package dev.windlass.cli.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Durations;
import dev.windlass.cli.output.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Makes a key and shows it, once.",
    footer = {
      "%nExamples:",
      "  windlass api-keys create nightly-import --role operator -n maps --expires-in 365d"
    })
public final class CreateKey extends ClientCommand {
  @Parameters(paramLabel = "NAME", description = "Who it stands for, in the audit.")
  private String name;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "viewer, operator, editor, administrator, worker or metrics.")
  private String role;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "What it can reach; may be given several times. All where it is not given.")
  private List<String> namespaces = List.of("*");

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "How long it is good, such as 365d. For ever where it is not given.")
  private Duration expiresIn;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    ObjectNode body = Documents.object().put("name", name).put("role", role);
    namespaces.forEach(body.putArray("namespaces")::add);
    if (expiresIn != null) {
      body.put("expiresTime", Instant.now().plus(expiresIn).toString());
    }
    out.print(api.send(Call.post(Route.of("v1", "api-keys"), body)), new KeyText());
    return ExitCode.FINE;
  }
}
