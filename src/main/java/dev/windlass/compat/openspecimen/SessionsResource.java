package dev.windlass.compat.openspecimen;

import dev.windlass.access.BroughtKey;
import dev.windlass.access.Identity;
import dev.windlass.access.KeyLogin;
import dev.windlass.access.SecurityConfig;
import dev.windlass.control.ApiKeys;
import dev.windlass.control.Failures;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Logging in as the product's clients do: the password is a key, the token a session of it. */
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
@Tag(name = "openspecimen")
public class SessionsResource {
  private final KeyLogin login;
  private final ApiKeys keys;
  private final SecurityConfig security;
  private final OpenSpecimenConfig config;

  SessionsResource(
      KeyLogin login, ApiKeys keys, SecurityConfig security, OpenSpecimenConfig config) {
    this.login = login;
    this.keys = keys;
    this.security = security;
    this.config = config;
  }

  record SessionJson(String loginName, String token) {}

  record EndedJson(boolean success) {}

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Log in", operationId = "osCreateSession")
  public Response create(InputStream body, @Context HttpServerRequest request) {
    JobBody asked = JobBody.read(body, config.maxJsonBytes());
    String key = asked.text("password");
    Identity identity = login.of(key == null ? "" : key, request.remoteAddress().hostAddress());
    String token = keys.session(identity, security.session()).text();
    return Response.ok(new SessionJson(identity.name(), token))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @Operation(summary = "Log out", operationId = "osDeleteSession")
  public EndedJson delete(@HeaderParam(BroughtKey.OPEN_SPECIMEN) String token) {
    if (token != null) {
      keys.endSession(token);
    }
    return new EndedJson(true);
  }

  @ServerExceptionMapper
  public Response wrong(UserError error) {
    return Response.status(400).type(MediaType.APPLICATION_JSON).entity(error.errors()).build();
  }

  @ServerExceptionMapper
  public Response failure(RuntimeException failure, UriInfo uri) {
    return ErrorJson.answer(Failures.refusal(failure, uri.getPath()));
  }
}
