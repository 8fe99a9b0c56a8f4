package dev.windlass.api;

import dev.windlass.access.Access;
import dev.windlass.access.Identity;
import dev.windlass.access.NoPlaceException;
import dev.windlass.access.Places;
import dev.windlass.access.Security;
import dev.windlass.access.SecurityConfig;
import dev.windlass.control.OwnLimit;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Duration;
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

  private final Security security;
  private final Access access;
  private final Places reads;
  private final Places changes;

  RequestLimits(
      ApiConfig config,
      SecurityConfig securityConfig,
      Security security,
      Access access,
      MeterRegistry meters) {
    double share = securityConfig.share();
    this.security = security;
    this.access = access;
    reads = new Places("reads", config.maxReads(), "windlass.api.max-reads", share);
    changes = new Places("changes", config.maxChanges(), "windlass.api.max-changes", share);
    meters.gauge("windlass_api_reads", reads, Places::taken);
    meters.gauge("windlass_api_changes", changes, Places::taken);
  }

  /**
   * On the thread that reads the network: who is turned away costs no other. The place comes first,
   * because the database may have to be asked who wants it.
   */
  @ServerRequestFilter(nonBlocking = true, priority = 0)
  Uni<Void> enter(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
    if (resource.getResourceMethod().isAnnotationPresent(OwnLimit.class)) {
      return Uni.createFrom().voidItem();
    }
    Places.Place place = place(reads(request.getMethod()) ? reads : changes);
    // Also where the client has hung up: the place is free when the work has ended.
    ((ResteasyReactiveRequestContext) request.getServerRequestContext())
        .registerCompletionCallback(failure -> place.close());
    return security.isOn()
        ? access.deferred().invoke(who -> hold(place, who)).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private static Places.Place place(Places places) {
    try {
      return places.take();
    } catch (NoPlaceException e) {
      throw tooMany(e);
    }
  }

  private static void hold(Places.Place place, Identity who) {
    try {
      place.hold(who);
    } catch (NoPlaceException e) {
      throw tooMany(e);
    }
  }

  private static Refusal tooMany(NoPlaceException none) {
    String detail = none.getMessage() + ": nothing was done, send it again";
    return new Refusal(ProblemCode.TOO_MANY_REQUESTS, detail).retryAfter(RETRY_AFTER);
  }

  private static boolean reads(String method) {
    return HttpMethod.GET.equals(method)
        || HttpMethod.HEAD.equals(method)
        || HttpMethod.OPTIONS.equals(method);
  }
}
