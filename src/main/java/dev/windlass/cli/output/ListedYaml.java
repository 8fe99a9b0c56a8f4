package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Documents;
import java.io.PrintWriter;

/** One page as it is; of several, their items in one document. */
final class ListedYaml implements Listing {
  private static final String DOCUMENT = "---\n";
  private static final String ITEMS = DOCUMENT + "items:\n";

  private final PrintWriter out;
  private boolean begun;

  ListedYaml(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void add(Answer page, boolean last) {
    JsonNode list = page.json();
    if (last && !begun) {
      out.print(YamlText.of(list));
      return;
    }
    if (!list.path("items").isEmpty()) {
      String items = YamlText.of(Documents.object().set("items", list.path("items")));
      out.print(begun ? items.substring(ITEMS.length()) : items);
      begun = true;
    }
    if (last) {
      JsonNode next = Documents.object().set("nextCursor", list.get("nextCursor"));
      out.print(YamlText.of(next).substring(DOCUMENT.length()));
    }
  }
}
