package dev.windlass.api;

import dev.windlass.access.Visit;
import io.quarkus.logging.Log;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One reader of server-sent events, to whom one is sent when the one before is on its way. */
record SseSink(SseEventSink sink, Duration patience, Visit visit) implements AutoCloseable {
  /** The reader is gone, or what it came with is no longer good. */
  boolean isClosed() {
    return sink.isClosed() || visit.isOver();
  }

  /** Throws where the reader is gone, or has taken nothing for as long as there is patience. */
  void send(OutboundSseEvent event)
      throws InterruptedException, ExecutionException, TimeoutException {
    sent(event).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletionStage<?> sent(OutboundSseEvent event) {
    try {
      return sink.send(event);
    } catch (IllegalStateException e) {
      return CompletableFuture.failedStage(e); // the reader has closed a moment ago
    }
  }

  /** A sink whose reader has gone refuses even that. */
  @Override
  public void close() {
    try {
      sink.close();
    } catch (IllegalStateException e) {
      Log.tracef("The reader had closed: %s", e.getMessage());
    }
  }
}
