package dev.windlass.compat.voiceagent;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What every answer below the product's context root has: its headers, and errors as text also
 * where no resource was reached.
 */
final class VoiceAgentFilters {
  private static final String ROOT = "/voice-agent-tester";

  @ServerResponseFilter
  void asTheProduct(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getPath();
    if (path.equals(ROOT) || path.startsWith(ROOT + "/")) {
      headers(response.getHeaders());
      text(response);
    }
  }

  private static void headers(MultivaluedMap<String, Object> headers) {
    headers.putSingle("X-XSS-Protection", "1");
    headers.putSingle("Content-Security-Policy", "default-src 'self';");
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("Cache-Control", "no-store, no-cache");
    headers.putSingle("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }

  private static void text(ContainerResponseContext response) {
    boolean others =
        response.getStatus() >= 400
            && response.hasEntity()
            && !MediaType.TEXT_PLAIN_TYPE.isCompatible(response.getMediaType());
    if (others) {
      Response.Status status = Response.Status.fromStatusCode(response.getStatus());
      boolean silent = status == null || status == Response.Status.NOT_FOUND;
      response.setEntity(silent ? null : status.getReasonPhrase(), null, MediaType.TEXT_PLAIN_TYPE);
    }
  }
}
