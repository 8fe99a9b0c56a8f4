package dev.windlass.api;

import dev.windlass.access.Access;
import dev.windlass.access.BroughtKey;
import dev.windlass.access.Identity;
import dev.windlass.access.Security;
import dev.windlass.access.SecurityConfig;
import dev.windlass.access.UserRole;
import dev.windlass.control.ApiKeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The session of a browser, which cannot send a header with everything that it asks. */
@Path("/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "access")
public class SessionResource {
  private final Access access;
  private final Security security;
  private final ApiKeys keys;
  private final SecurityConfig config;

  SessionResource(Access access, Security security, ApiKeys keys, SecurityConfig config) {
    this.access = access;
    this.security = security;
    this.keys = keys;
    this.config = config;
  }

  @Schema(name = "Session")
  record SessionJson(
      @Schema(description = "Null where nobody is known.") String name,
      @Schema(implementation = UserRole.class) String role,
      @Schema(description = "What can be reached; `*` for every namespace.") Set<String> namespaces,
      @Schema(description = "False where everybody may do everything.") boolean secured,
      @Schema(description = "Where a browser logs in with a provider; null where there is none.")
          String login) {}

  @GET
  @PermitAll
  @Operation(summary = "Who asks, and what he may do", operationId = "getSession")
  public SessionJson get() {
    Identity identity = known();
    String login = security.hasProvider() ? "/login" : null;
    return identity == null
        ? new SessionJson(null, null, Set.of(), security.isOn(), login)
        : new SessionJson(
            identity.name(),
            identity.role().word(),
            identity.reach().names(),
            security.isOn(),
            login);
  }

  @POST
  @RolesAllowed(UserRole.VIEWS)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Begin a session with a key",
      operationId = "createSession",
      description =
          "The key or token comes as ever, in the header Authorization; the session is a cookie that"
              + " scripts cannot read and that other sites cannot send. It ends with the key or the"
              + " token, and after windlass.security.session at most. A session begins no other.")
  @APIResponse(responseCode = "204", description = "Set-Cookie is the session")
  public Response create(@Context UriInfo uri) {
    ApiKeys.Made session = keys.session(access.identity(), config.session());
    Duration left = Duration.between(session.key().createdAt(), session.key().expiresAt());
    int seconds = Math.toIntExact(left.toSeconds());
    return Response.noContent().cookie(cookie(uri, session.text(), seconds)).build();
  }

  @DELETE
  @PermitAll
  @Operation(summary = "End the session", operationId = "deleteSession")
  @APIResponse(responseCode = "204", description = "Its cookie is good for nothing any more")
  public Response delete(@CookieParam(BroughtKey.COOKIE) String key, @Context UriInfo uri) {
    if (key != null) {
      keys.endSession(key);
    }
    return Response.noContent().cookie(cookie(uri, "", 0)).build();
  }

  /** Null for a stranger, and for one whose session is over. */
  private Identity known() {
    try {
      return access.identity();
    } catch (SecurityException e) {
      return null;
    }
  }

  private static NewCookie cookie(UriInfo uri, String value, int seconds) {
    return new NewCookie.Builder(BroughtKey.COOKIE)
        .value(value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure("https".equals(uri.getRequestUri().getScheme()))
        .sameSite(SameSite.STRICT)
        .build();
  }
}
