package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.output.Listing;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of a list is read. Each page is printed before the next is asked for. */
public final class Paging {
  private static final int PAGE = 1000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  private int limit = 50;

  @Option(names = "--all", description = "All of them, however many.")
  private boolean all;

  @Option(names = "--limit", paramLabel = "N", description = "How many are shown (50).")
  void setLimit(int limit) {
    if (limit < 1) {
      throw new ParameterException(
          mixee.commandLine(), "--limit is " + limit + "; it must be at least 1");
    }
    this.limit = limit;
  }

  public void print(Api api, Route list, Output out, Table table) throws InterruptedException {
    read(api, list, out, out.listing(table));
  }

  /** One value of each, one a line. */
  public void values(Api api, Route list, Output out, Function<JsonNode, String> value)
      throws InterruptedException {
    read(api, list, out, out.values(value));
  }

  public void values(Api api, Route list, Output out, String pointer) throws InterruptedException {
    values(api, list, out, item -> item.at(pointer).asText());
  }

  private void read(Api api, Route list, Output out, Listing listing) throws InterruptedException {
    int wanted = all ? Integer.MAX_VALUE : limit;
    int shown = 0;
    String cursor = null;
    do {
      Route part = list.with("limit", Math.min(PAGE, wanted - shown)).with("cursor", cursor);
      Answer page = api.get(part);
      shown += page.json().path("items").size();
      cursor = page.json().path("nextCursor").textValue();
      listing.add(page, cursor == null || shown >= wanted);
    } while (out.isRead() && cursor != null && shown < wanted);
    if (cursor != null && !all) {
      out.note("These are the first %d; --limit N or --all shows more.".formatted(shown));
    }
  }
}
