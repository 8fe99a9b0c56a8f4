package dev.windlass.compat.openspecimen;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The product's addresses begin with {@code /openspecimen/rest/ng}, or {@code /rest/ng} behind a
 * proxy, or, as its documentation writes them, with nothing.
 */
final class Addresses {
  private static final String PREFIX = "windlass.openspecimen.prefix";
  private static final Pattern PREFIXED =
      Pattern.compile("((?:/openspecimen)?/rest/ng)(/(?:scheduled-jobs|sessions)(?:/.*)?)");
  private static final Pattern OURS =
      Pattern.compile("/(scheduled-jobs|sessions)(/.*)?|(/openspecimen)?/rest/ng(/.*)?");

  private Addresses() {}

  /** Of the scheduled jobs, as the client of this request writes it. */
  static String jobs(ContainerRequestContext request) {
    Object prefix = request.getProperty(PREFIX);
    return (prefix == null ? "" : prefix) + "/scheduled-jobs";
  }

  static final class Short {
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void shorten(ContainerRequestContext request) {
      URI uri = request.getUriInfo().getRequestUri();
      Matcher prefixed = PREFIXED.matcher(uri.getRawPath());
      if (prefixed.matches()) {
        request.setProperty(PREFIX, prefixed.group(1));
        request.setRequestUri(UriBuilder.fromUri(uri).replacePath(prefixed.group(2)).build());
      }
    }
  }

  /** What the framework refuses before it comes to the resource: no such address, or method. */
  static final class Errors {
    @ServerResponseFilter
    void inOurForm(ContainerRequestContext request, ContainerResponseContext response) {
      int status = response.getStatus();
      String path = request.getUriInfo().getRequestUri().getRawPath();
      boolean said = MediaType.APPLICATION_JSON_TYPE.equals(response.getMediaType());
      if (status >= 400 && !said && OURS.matcher(path).matches()) {
        response.setEntity(
            List.of(new ErrorJson(ErrorJson.codeOf(status), message(status))),
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE);
      }
    }

    private static String message(int status) {
      return switch (status) {
        case 404 -> "there is nothing at this address";
        case 405 -> "this address does not take that method";
        case 406 -> "only application/json can be had here, and text/csv of a result file";
        default -> status >= 500 ? "the server can't answer now" : "the request cannot be read";
      };
    }
  }
}
