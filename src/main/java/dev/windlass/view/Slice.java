package dev.windlass.view;

import java.util.List;

/** Neighbouring items of a list; {@code next} leads to those after them, null at the end. */
public record Slice<T>(List<T> items, Cursor next) {
  public Slice {
    items = List.copyOf(items);
  }
}
