package dev.windlass.cli.output;

import dev.windlass.cli.client.Answer;

/** A list that is printed while it is read: it may be longer than fits into memory. */
@FunctionalInterface
public interface Listing {
  /**
   * @param last whether no other page is asked for after this one
   */
  void add(Answer page, boolean last);
}
