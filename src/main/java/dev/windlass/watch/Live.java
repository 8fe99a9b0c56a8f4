package dev.windlass.watch;

import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Token;

/** An event and its place in the log. */
public record Live(EventRecord event, int partition, long offset) {
  public Token token() {
    return Token.event(partition, offset);
  }
}
