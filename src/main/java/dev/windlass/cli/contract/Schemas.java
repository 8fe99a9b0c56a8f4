package dev.windlass.cli.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every schema that a document names, and those that these name. */
final class Schemas {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$ref\"?:\\s*\"?(?:\\./schemas/)?([A-Za-z]+\\.json)");

  private Schemas() {}

  interface Reader {
    String read(String name) throws InterruptedException;
  }

  static Map<String, String> of(String document, Reader reader) throws InterruptedException {
    Map<String, String> read = new TreeMap<>();
    Deque<String> named = new ArrayDeque<>();
    add(named, document);
    while (!named.isEmpty()) {
      String name = named.pop();
      if (!read.containsKey("schemas/" + name)) {
        String schema = reader.read(name);
        read.put("schemas/" + name, schema);
        add(named, schema);
      }
    }
    return read;
  }

  private static void add(Deque<String> named, String document) {
    for (Matcher reference = REFERENCE.matcher(document); reference.find(); ) {
      named.push(reference.group(1));
    }
  }
}
