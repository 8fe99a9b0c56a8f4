package dev.windlass.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes of what is right what is almost right: changes bytes, and values of JSON. */
final class Mutator {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST = 1 << 18;

  /** What parsers stumble over. */
  private static final List<String> WORDS =
      List.of(
          "",
          "0",
          "-1",
          "1e999",
          "-0",
          "1.5",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "00",
          "0x10",
          "NaN",
          "1".repeat(150),
          "1e-400",
          "1E+100000000",
          "null",
          "true",
          "{}",
          "[]",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\ufeff",
          "\u202e",
          "{",
          "[",
          "}",
          "]",
          ",",
          ":",
          "'",
          "\r\n",
          "\n",
          "\t",
          " ",
          ";",
          "=",
          "&",
          "%",
          "%00",
          "%zz",
          "..",
          "../",
          "/",
          "*",
          "*/0",
          "L",
          "#",
          "W",
          "?",
          "@every PT0S",
          "PT0S",
          "-PT1S",
          "PT9999999999999999H",
          "P9999999D",
          "+1000000000-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "Europe/Nowhere",
          "UTC+99:99",
          "ffffffff-ffff-8fff-bfff-ffffffffffff",
          "00000000-0000-0000-0000-000000000000",
          "d.0.0",
          "e.99999.999999999999999999",
          "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
          "&b;",
          "&#0;",
          "<![CDATA[",
          "]]>",
          "<a",
          "/>",
          "<?xml version=\"1.0\"?>",
          "{row.x}",
          "{secret.x}",
          "{parameters.",
          "${x}",
          "$1",
          "é",
          "東",
          "🚀",
          "=1+1",
          "a".repeat(5000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e300",
          "1e999",
          "9223372036854775807",
          "99999999999999999999999",
          "2147483648",
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"PT0S\"",
          "\"-PT1S\"",
          "\"PT9999999999999999H\"",
          "\"+1000000000-12-31T23:59:59Z\"",
          "\"2026-11-28T12:00:00Z\"",
          "\"Europe/Berlin\"",
          "\"{row.x}\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"\":null}",
          "{\"a\":{\"b\":[1]}}",
          "\"AQ==\"",
          "\"!\"",
          "[1,1]",
          "\"w1\"",
          "\"w99999999999\"",
          "\"c-1\"",
          "\"../x\"",
          "\"" + "y".repeat(3000) + "\"");

  private final Random random;
  private final List<byte[]> seeds;

  Mutator(Random random, List<byte[]> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  byte[] next() {
    byte[] input = seed();
    int times = 1 + random.nextInt(4);
    if (random.nextBoolean()) {
      input = structural(input, times);
      times = random.nextInt(2);
    }
    for (int i = 0; i < times; i++) {
      input = bytes(input);
    }
    return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] bytes(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int end = Math.min(input.length, at + 1 + random.nextInt(1 + random.nextInt(40)));
    return switch (random.nextInt(8)) {
      case 0 -> replaced(input, at, end, new byte[0]);
      case 1 -> replaced(input, at, at, word());
      case 2 -> replaced(input, at, end, word());
      case 3 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end));
      case 4 -> Arrays.copyOf(input, at);
      case 5 -> spliced(input, at);
      case 6 -> replaced(input, at, end, repeated(Arrays.copyOfRange(input, at, end)));
      default -> flipped(input, at);
    };
  }

  private byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] flipped(byte[] input, int at) {
    byte[] flipped = input.clone();
    if (at < flipped.length) {
      flipped[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) (flipped[at] ^ 1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] spliced(byte[] input, int at) {
    byte[] other = seed();
    int from = random.nextInt(other.length + 1);
    return replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }

  /** Seldom so often that only a limit helps. */
  private byte[] repeated(byte[] part) {
    int times = random.nextInt(50) == 0 ? 20_000 : 2 + random.nextInt(60);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (times-- > 0 && all.size() < LONGEST) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(input.length + by.length);
    all.write(input, 0, from);
    all.writeBytes(by);
    all.write(input, to, input.length - to);
    return all.toByteArray();
  }

  /** Changes values of a JSON document and lets it be one; other text stays as it is. */
  private byte[] structural(byte[] input, int times) {
    try {
      JsonNode root = JSON.readTree(input);
      if (root == null || !root.isContainerNode()) {
        return input;
      }
      for (int i = 0; i < times; i++) {
        change(root);
      }
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      return input;
    }
  }

  private void change(JsonNode root) throws IOException {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object when !object.isEmpty() -> change(object);
      case ArrayNode array when !array.isEmpty() -> change(array);
      case ObjectNode object -> object.set("a", value());
      case ArrayNode array -> array.add(value());
      default -> throw new IllegalStateException("a container is an object or an array");
    }
  }

  private void change(ObjectNode object) throws IOException {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(new String(word(), StandardCharsets.UTF_8), object.get(name));
      case 2 -> object.set(name, object.get(names.get(random.nextInt(names.size()))).deepCopy());
      case 3 -> object.set(name, new TextNode(new String(word(), StandardCharsets.UTF_8)));
      default -> object.set(name, value());
    }
  }

  private void change(ArrayNode array) throws IOException {
    int at = random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.remove(at);
      case 1 -> array.add(array.get(at).deepCopy());
      default -> array.set(at, value());
    }
  }

  private JsonNode value() throws IOException {
    return JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }
}
