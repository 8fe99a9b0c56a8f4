package dev.windlass.worker.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.windlass.trace.Step;
import dev.windlass.trace.Trace;
import dev.windlass.wire.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The request that an operation's parameters describe. */
record HttpCall(
    String method,
    URI url,
    Map<String, String> headers,
    Object body,
    ExpectedStatus expected,
    Duration timeout,
    Boolean keepBody) {
  private static final Set<String> TUNNELS = Set.of("CONNECT", "TRACE");

  static HttpCall of(Operation operation) {
    Parameters parameters = operation.parameters();
    return new HttpCall(
        method(parameters.text("method").orElse("GET")),
        url(parameters.requiredText("url")),
        CallHeaders.of(parameters),
        parameters.value("body").orElse(null),
        ExpectedStatus.of(parameters.value("expectStatus").orElse(null)),
        parameters.duration("timeout", operation.timeout()),
        parameters.value("keepBody").map(v -> parameters.flag("keepBody", true)).orElse(null));
  }

  /** It changes nothing at its target. */
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** To this address, in the name of the URL's host. */
  RequestOptions request(URI to, InetAddress address) {
    boolean tls = "https".equals(to.getScheme());
    int port = to.getPort() >= 0 ? to.getPort() : tls ? 443 : 80;
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
            .setHost(AllowedHosts.host(to))
            .setPort(port)
            .setSsl(tls)
            .setURI(target(to))
            .putHeader("User-Agent", "windlass");
    if (body == null && !reads()) {
      request.putHeader("Content-Length", "0");
    } else if (body != null && !(body instanceof String)) {
      request.putHeader("Content-Type", "application/json");
    }
    Trace here = Step.current();
    if (!here.none()) {
      request.putHeader(Trace.PARENT, here.parent());
    }
    headers.forEach((name, value) -> request.putHeader(name, value));
    return request.putHeader("Host", to.getRawAuthority());
  }

  Buffer bytes() {
    try {
      return body == null
          ? null
          : Buffer.buffer(
              body instanceof String text ? text : Json.MAPPER.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new UnusableParameters("the parameter 'body' can't be written as JSON");
    }
  }

  private static String target(URI to) {
    String ascii = to.toASCIIString();
    int path = ascii.indexOf('/', ascii.indexOf("//") + 2);
    int query = ascii.indexOf('?');
    int end = ascii.indexOf('#') < 0 ? ascii.length() : ascii.indexOf('#');
    if (path < 0 || query >= 0 && query < path || path > end) {
      return "/" + (query < 0 || query > end ? "" : ascii.substring(query, end));
    }
    return ascii.substring(path, end);
  }

  private static String method(String text) {
    String method = text.toUpperCase(Locale.ROOT);
    if (!method.matches("[A-Z]{1,20}") || TUNNELS.contains(method)) {
      throw Parameters.unusable("method", text, "one such as GET, POST or PUT");
    }
    return method;
  }

  private static URI url(String text) {
    URI url = parsed(text);
    if (url == null
        || url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw Parameters.unusable("url", text, "an absolute http or https URL");
    }
    if (url.getRawUserInfo() != null) {
      throw new UnusableParameters(
          "the parameter 'url' names a user before its host '%s': credentials go into the header Authorization"
              .formatted(url.getHost()));
    }
    return url;
  }

  private static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
