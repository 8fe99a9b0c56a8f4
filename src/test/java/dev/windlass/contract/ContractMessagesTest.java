package dev.windlass.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Written;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fills what stands between marks in docs/messages.md. */
class ContractMessagesTest {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (topics|events|about|example)((?: \\w+)*) -->\n.*?<!-- end -->", Pattern.DOTALL);

  private final Map<String, JsonNode> schemas = Contract.schemas();

  @Test
  void thePageIsWhatTheCodeSays() {
    Matcher blocks = BLOCK.matcher(Written.read(Contract.MESSAGES));
    Written.check(
        Contract.MESSAGES,
        blocks.replaceAll(b -> Matcher.quoteReplacement(block(b.group(1), b.group(2)))));
  }

  private String block(String kind, String names) {
    List<String> of = Stream.of(names.strip().split(" ")).toList();
    String content =
        switch (kind) {
          case "topics" -> topics();
          case "events" -> table(Contract.events().stream().map(Class::getSimpleName).toList());
          case "about" -> table(of);
          default ->
              "```json\n"
                  + Written.read(Contract.GOLDEN.resolve(of.getFirst() + ".json"))
                  + "```\n";
        };
    return "<!-- " + kind + names + " -->\n" + content + "<!-- end -->";
  }

  private static String topics() {
    return "| topic | what stands there |\n|---|---|\n"
        + AsyncApi.read()
            .channels()
            .map(
                c ->
                    "| `"
                        + c.get("address").asText()
                        + "` | "
                        + c.get("description").asText()
                        + " |\n")
            .collect(Collectors.joining());
  }

  private String table(List<String> names) {
    return "| record | meaning |\n|---|---|\n"
        + names.stream()
            .map(n -> "| `" + n + "` | " + schemas.get(n).get("description").asText() + " |\n")
            .collect(Collectors.joining());
  }
}
