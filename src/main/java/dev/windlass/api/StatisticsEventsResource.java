package dev.windlass.api;

import dev.windlass.access.Places;
import dev.windlass.access.UserRole;
import dev.windlass.access.Visits;
import dev.windlass.control.Namespaces;
import dev.windlass.control.OwnLimit;
import dev.windlass.watch.WatchConfig;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/statistics/events")
@RunOnVirtualThread
@Tag(name = "watching")
@RolesAllowed(UserRole.VIEWS)
public class StatisticsEventsResource {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** What was read for another reader within this time will do. */
  private static final Duration SHARED = Duration.ofMillis(900);

  /** So often one is sent in any case: ages change while nothing else does. */
  private static final int STEPS_UNCHANGED = 10;

  private final StatisticsReader reader;
  private final WatchConfig config;
  private final Namespaces namespaces;
  private final StatisticsPlaces places;
  private final Visits visits;

  StatisticsEventsResource(
      StatisticsReader reader,
      WatchConfig config,
      Namespaces namespaces,
      StatisticsPlaces places,
      Visits visits) {
    this.reader = reader;
    this.config = config;
    this.namespaces = namespaces;
    this.places = places;
    this.visits = visits;
  }

  @GET
  @OwnLimit
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Stream the statistics",
      operationId = "streamStatistics",
      description =
          "Server-sent events of the name `statistics` with what GET /v1/statistics answers: one at"
              + " once, then one a second at most when something has changed, and one every ten"
              + " seconds in any case. It ends when the key or the token is no longer good.")
  public void stream(@Context SseEventSink sink, @Context Sse sse) {
    namespaces.requireAll("statistics");
    try (Places.Place place = places.take()) {
      StatisticsJson first = reader.notOlderThan(SHARED);
      send(first, new SseSink(sink, config.sendTimeout(), visits.begin()), sse);
    }
  }

  private void send(StatisticsJson first, SseSink sink, Sse sse) {
    try (sink) {
      sink.send(event(first, sse));
      follow(first, sink, sse);
    } catch (ExecutionException | TimeoutException e) {
      Log.debugf("A reader of statistics is gone: %s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(StatisticsJson first, SseSink sink, Sse sse)
      throws InterruptedException, ExecutionException, TimeoutException {
    StatisticsJson told = first;
    for (int unchanged = 1; stays(sink); unchanged++) {
      StatisticsJson now = reader.notOlderThan(SHARED);
      if (unchanged >= STEPS_UNCHANGED || !now.sameAs(told)) {
        sink.send(event(now, sse));
        told = now;
        unchanged = 0;
      }
    }
  }

  private static boolean stays(SseSink sink) throws InterruptedException {
    Thread.sleep(STEP);
    return !sink.isClosed();
  }

  private static OutboundSseEvent event(StatisticsJson statistics, Sse sse) {
    return sse.newEventBuilder()
        .name("statistics")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(StatisticsJson.class, statistics)
        .build();
  }
}
