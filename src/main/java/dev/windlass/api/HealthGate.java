package dev.windlass.api;

import dev.windlass.access.Access;
import dev.windlass.access.Security;
import dev.windlass.role.Wellness;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Everybody may ask for the health of a process, who restarts it or sends it requests most of all.
 * Why it is not well, and where its servers are, is for who brings a key that reaches all
 * namespaces.
 */
@Singleton
class HealthGate {
  /** After the framework has put down whom to ask who comes. */
  private static final int AFTER_AUTHENTICATION = 50;

  private static final String HEALTH = "/q/health";

  private static final Map<String, Function<SmallRyeHealthReporter, Uni<SmallRyeHealth>>> CHECKS =
      Map.of(
          HEALTH,
          SmallRyeHealthReporter::getHealthAsync,
          HEALTH + "/live",
          SmallRyeHealthReporter::getLivenessAsync,
          HEALTH + "/started",
          SmallRyeHealthReporter::getStartupAsync,
          HEALTH + "/ready",
          SmallRyeHealthReporter::getReadinessAsync);

  private final Security security;
  private final SmallRyeHealthReporter health;

  HealthGate(Security security, SmallRyeHealthReporter health) {
    this.security = security;
    this.health = health;
  }

  void open(@Observes Filters filters) {
    filters.register(this::look, AFTER_AUTHENTICATION);
  }

  private void look(RoutingContext context) {
    if (!security.isOn() || !context.normalizedPath().startsWith(HEALTH)) {
      context.next();
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    Executor here = task -> loop.runOnContext(ignored -> task.run());
    Access.of(context)
        .map(identity -> identity.isPresent() && identity.get().reach().all())
        .emitOn(here)
        .subscribe()
        .with(all -> answer(context, all, here), context::fail);
  }

  private void answer(RoutingContext context, boolean all, Executor here) {
    var checks = CHECKS.get(context.normalizedPath().replaceFirst("/$", ""));
    if (all) {
      context.next();
    } else if (checks == null) {
      context.fail(404);
    } else {
      checks
          .apply(health)
          .emitOn(here)
          .subscribe()
          .with(found -> tell(context, found), context::fail);
    }
  }

  private static void tell(RoutingContext context, SmallRyeHealth found) {
    context
        .response()
        .setStatusCode(found.isDown() ? 503 : 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(forStrangers(new JsonObject(found.getPayload().toString())).encodePrettily());
  }

  /** Names and states: of a role whether it is well, of a server nothing more. */
  static JsonObject forStrangers(JsonObject health) {
    JsonArray checks = new JsonArray();
    for (Object each : health.getJsonArray("checks", new JsonArray())) {
      JsonObject check = (JsonObject) each;
      JsonObject known =
          new JsonObject()
              .put("name", check.getString("name"))
              .put("status", check.getString("status"));
      if (Wellness.CHECKS.contains(check.getString("name"))) {
        known.put("data", words(check.getJsonObject("data", new JsonObject())));
      }
      checks.add(known);
    }
    return new JsonObject().put("status", health.getString("status")).put("checks", checks);
  }

  private static JsonObject words(JsonObject roles) {
    JsonObject words = new JsonObject();
    roles.forEach(
        role ->
            words.put(
                role.getKey(), Wellness.WELL.equals(role.getValue()) ? Wellness.WELL : "unwell"));
    return words;
  }
}
