package dev.windlass.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last directives of a batch job and what became of them, oldest first: a repeat gets the same
 * answer and does nothing.
 */
public record DirectiveMemory(List<Entry> entries) {
  public static final int SIZE = 64;
  public static final DirectiveMemory EMPTY = new DirectiveMemory(List.of());

  public record Entry(String id, String refusal) {}

  public DirectiveMemory {
    entries = List.copyOf(entries);
  }

  public Optional<Entry> find(String id) {
    return entries.stream().filter(e -> e.id().equals(id)).findFirst();
  }

  public DirectiveMemory plus(Entry entry) {
    List<Entry> longer = new ArrayList<>(entries);
    longer.add(entry);
    return new DirectiveMemory(longer.subList(Math.max(0, longer.size() - SIZE), longer.size()));
  }
}
