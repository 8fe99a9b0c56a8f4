package dev.windlass.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.windlass.testkit.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The AsyncAPI document, as far as tests ask it. */
record AsyncApi(JsonNode document) {
  static AsyncApi read() {
    try {
      return new AsyncApi(new YAMLMapper().readTree(Written.read(Contract.ASYNCAPI)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<JsonNode> channels() {
    return document.get("channels").properties().stream().map(Map.Entry::getValue);
  }

  JsonNode channel(String name) {
    return document.get("channels").get(name);
  }

  JsonNode messages() {
    return document.at("/components/messages");
  }

  static List<String> messagesOf(JsonNode channel) {
    return channel.get("messages").properties().stream().map(Map.Entry::getKey).toList();
  }
}
