package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of a list is read. */
public final class Paging {
  /** What a table of it would need is held in memory. */
  private static final int MOST = 10_000;

  private static final int PAGE = 1000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  private int limit = 50;

  @Option(names = "--all", description = "All of them; of more than 10,000 the first 10,000.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many are shown: 1 to 10,000 (50).")
  void setLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(
          mixee.commandLine(), "--limit is " + limit + "; it must be from 1 to " + MOST);
    }
    this.limit = limit;
  }

  /** One page as the server answered it, or several put together. */
  public Answer read(Api api, Route list, Output out) throws InterruptedException {
    int wanted = all ? MOST : limit;
    Answer answer = api.get(list.with("limit", Math.min(PAGE, wanted)));
    JsonNode page = answer.json();
    if (page.hasNonNull("nextCursor") && wanted > page.path("items").size()) {
      page = more(api, list, page, wanted);
      answer = Answer.of(page);
    }
    hint(out, page);
    return answer;
  }

  private static JsonNode more(Api api, Route list, JsonNode first, int wanted)
      throws InterruptedException {
    ObjectNode together = Documents.object();
    ArrayNode items = together.putArray("items").addAll((ArrayNode) first.path("items"));
    JsonNode page = first;
    while (page.hasNonNull("nextCursor") && items.size() < wanted) {
      int missing = Math.min(PAGE, wanted - items.size());
      page =
          api.get(list.with("limit", missing).with("cursor", page.path("nextCursor").asText()))
              .json();
      items.addAll((ArrayNode) page.path("items"));
    }
    return together.set("nextCursor", page.path("nextCursor"));
  }

  private void hint(Output out, JsonNode list) {
    if (list.hasNonNull("nextCursor")) {
      String way = all ? "filters narrow the list" : "--limit N or --all shows more";
      out.note("These are the first %d; %s.".formatted(list.path("items").size(), way));
    }
  }
}
