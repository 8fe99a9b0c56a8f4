package dev.windlass.worker;

import java.util.Map;
import java.util.Optional;

/** Where the rows of inputs come from. */
interface RowSource {
  /** The row if it is at hand. */
  Optional<Map<String, Object>> cached(String input, int index);

  /**
   * The row, wherever it has to be brought from.
   *
   * @throws dev.windlass.worker.handler.UnusableParameters if there is no such row
   * @throws java.io.IOException if it can't be had now
   */
  Map<String, Object> fetch(String input, int index) throws Exception;
}
