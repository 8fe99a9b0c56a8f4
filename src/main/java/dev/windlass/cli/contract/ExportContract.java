package dev.windlass.cli.contract;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "export-contract",
    description = {
      "Writes what a running server promises into a directory: OpenAPI (openapi.yaml, openapi.json),",
      "AsyncAPI (asyncapi.yaml) and the JSON Schemas of all records (schemas/)."
    },
    footer = {"%nExamples:", "  windlass export-contract contract"})
public final class ExportContract extends ClientCommand {
  @Parameters(paramLabel = "DIR", description = "Where to; what is there is replaced.")
  private Path directory;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Map<String, String> files = new TreeMap<>();
    Route openApi = Route.of("q", "openapi");
    files.put("openapi.yaml", text(api, openApi.with("format", "yaml")));
    files.put("openapi.json", text(api, openApi.with("format", "json")));
    String asyncApi = text(api, Route.of("asyncapi.yaml"));
    files.put("asyncapi.yaml", asyncApi);
    files.putAll(Schemas.of(asyncApi, name -> text(api, Route.of("schemas", name))));
    files.forEach(this::write);
    out.line("%s: %d files.".formatted(directory, files.size()));
    return ExitCode.FINE;
  }

  private static String text(Api api, Route route) throws InterruptedException {
    return api.send(Call.get(route)).body();
  }

  private void write(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new ClientFailure(
          ExitCode.FILES, "Can't write %s: %s.".formatted(file, Documents.reason(e)), e);
    }
  }
}
