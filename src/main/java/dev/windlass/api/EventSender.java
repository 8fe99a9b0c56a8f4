package dev.windlass.api;

import dev.windlass.access.Visits;
import dev.windlass.watch.EventStream;
import dev.windlass.watch.StreamedEvent;
import dev.windlass.watch.Subscription;
import dev.windlass.watch.WatchConfig;
import dev.windlass.watch.WatchRefusal;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Sends one reader its events, one after the other: the next is asked for when the one before is on
 * its way. A quiet stream tells its position instead, which keeps the connection open and lets the
 * reader come back to there.
 */
@ApplicationScoped
class EventSender {
  private final WatchConfig config;
  private final Visits visits;

  EventSender(WatchConfig config, Visits visits) {
    this.config = config;
    this.visits = visits;
  }

  /** Returns when the reader is gone, or dropped, or its key is no longer good. */
  void send(EventStream stream, SseEventSink reader, Sse sse) {
    try (stream;
        SseSink sink = new SseSink(reader, config.sendTimeout(), visits.begin())) {
      sink.send(position(stream.position().toString(), sse));
      StreamedEvent next = stream.next(config.heartbeat());
      while (!sink.isClosed()) {
        sink.send(json(next, sse));
        next = stream.next(config.heartbeat());
      }
    } catch (Subscription.DroppedException | WatchRefusal | TimeoutException e) {
      Log.debugf("A reader of events was dropped at %s: %s", stream.position(), e.getMessage());
    } catch (ExecutionException e) {
      Log.debugf("A reader of events is gone: %s", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static OutboundSseEvent json(StreamedEvent event, Sse sse) {
    String position = event.position().toString();
    return event.isEmpty()
        ? position(position, sse)
        : sse.newEventBuilder()
            .id(position)
            .name(event.type())
            .mediaType(MediaType.APPLICATION_JSON_TYPE)
            .data(String.class, event.json())
            .build();
  }

  /** A comment with an id: no event, and the reader still knows where it is. */
  private static OutboundSseEvent position(String position, Sse sse) {
    return sse.newEventBuilder().id(position).comment("at " + position).build();
  }
}
