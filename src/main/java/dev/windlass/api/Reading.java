package dev.windlass.api;

import dev.windlass.control.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;

/** What every read of a view takes: {@code after} and {@code wait}. */
public class Reading {
  @QueryParam("after")
  String after;

  @QueryParam("wait")
  String wait;

  /** Waits for the tokens. */
  @ApplicationScoped
  static class Gate {
    private final Views views;
    private final ApiConfig config;

    Gate(Views views, ApiConfig config) {
      this.views = views;
      this.config = config;
    }

    void pass(Reading reading) {
      views.require(
          Query.tokens(reading.after),
          Query.wait(reading.wait, config.readWait(), config.longestWait()));
    }
  }
}
