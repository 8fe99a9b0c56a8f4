package dev.windlass.view;

import java.time.Instant;

/**
 * Which dead letters a list holds; null asks for nothing.
 *
 * @param topic its whole name
 * @param from at this instant or later
 * @param to earlier than this instant
 * @param state whether it was sent again
 * @param q a part of the reason, or a key, or an id
 */
public record DeadLetterFilter(
    String topic, String role, Instant from, Instant to, State state, String q) {
  public enum State {
    PARKED,
    REDRIVEN
  }
}
