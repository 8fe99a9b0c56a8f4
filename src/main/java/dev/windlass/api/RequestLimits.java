package dev.windlass.api;

import dev.windlass.control.OwnLimit;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * So many requests at a time, and no line before them. Each request has a virtual thread, which
 * nothing else bounds: without a limit, a server that is too slow keeps all that comes in memory.
 * Who is turned away was not heard at all. Reads have places of their own, so that those who wait
 * for a view never keep a directive out.
 */
final class RequestLimits {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Places reads;
  private final Places changes;

  RequestLimits(ApiConfig config, MeterRegistry meters) {
    reads = Places.of("reads", config.maxReads(), "windlass.api.max-reads", meters);
    changes = Places.of("changes", config.maxChanges(), "windlass.api.max-changes", meters);
  }

  private record Places(String what, int most, String setting, Semaphore free) {
    static Places of(String what, int most, String setting, MeterRegistry meters) {
      Semaphore free = new Semaphore(most);
      meters.gauge("windlass_api_" + what, free, f -> most - f.availablePermits());
      return new Places(what, most, setting, free);
    }

    void take() {
      if (!free.tryAcquire()) {
        throw new Refusal(
                ProblemCode.TOO_MANY_REQUESTS,
                "%d %s are under way, as many as %s allows: nothing was done, send it again"
                    .formatted(most, what, setting))
            .retryAfter(RETRY_AFTER);
      }
    }
  }

  /** On the thread that reads the network: who is turned away costs no other. */
  @ServerRequestFilter(nonBlocking = true, priority = 0)
  void enter(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
    if (!resource.getResourceMethod().isAnnotationPresent(OwnLimit.class)) {
      Places places = reads(request.getMethod()) ? reads : changes;
      places.take();
      // Also where the client has hung up: the place is free when the work has ended.
      ((ResteasyReactiveRequestContext) request.getServerRequestContext())
          .registerCompletionCallback(failure -> places.free().release());
    }
  }

  private static boolean reads(String method) {
    return HttpMethod.GET.equals(method)
        || HttpMethod.HEAD.equals(method)
        || HttpMethod.OPTIONS.equals(method);
  }
}
