package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Answer;
import java.io.PrintWriter;

/** One page as the server answered it; of several, their items in one document. */
final class ListedJson implements Listing {
  private final PrintWriter out;
  private String before = "{\"items\":[";

  ListedJson(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void add(Answer page, boolean last) {
    if (last && before.startsWith("{")) {
      out.println(page.body().stripTrailing());
      return;
    }
    JsonNode list = page.json();
    for (JsonNode item : list.path("items")) {
      out.print(before + item);
      before = ",";
    }
    if (last) {
      JsonNode next = list.get("nextCursor");
      out.println("],\"nextCursor\":" + next + "}");
    }
  }
}
