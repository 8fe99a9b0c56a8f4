package dev.windlass.worker;

import java.util.function.Supplier;

/**
 * The API that has the rows of inputs.
 *
 * @param url asked late: with port 0 the real one is known only when HTTP is up
 * @param key who asks
 */
record RowsFrom(Supplier<String> url, String key) {
  /** A key is never printed. */
  @Override
  public String toString() {
    return url.get();
  }
}
