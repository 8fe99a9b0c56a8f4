package dev.windlass.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a request: a bearer token, the password of Basic authentication, whose user name says
 * nothing (PTV's is always {@code xtok}), OpenSpecimen's header, or the console's cookie.
 */
public final class BroughtKey {
  public static final String COOKIE = "windlass_key";
  public static final String OPEN_SPECIMEN = "X-OS-API-TOKEN";

  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  /** A token of a provider has three parts, and is for it to look at. */
  private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private BroughtKey() {}

  static Optional<String> of(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return ofAuthorization(authorization);
    }
    String header = request.getHeader(OPEN_SPECIMEN);
    if (header != null) {
      return Optional.of(header.strip());
    }
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null ? Optional.empty() : Optional.of(cookie.getValue());
  }

  private static Optional<String> ofAuthorization(String value) {
    if (begins(value, BEARER)) {
      String token = value.substring(BEARER.length()).strip();
      return TOKEN.matcher(token).matches() ? Optional.empty() : Optional.of(token);
    }
    return begins(value, BASIC) ? Optional.of(password(value)) : Optional.of("");
  }

  /** What cannot be read is a wrong key. */
  private static String password(String value) {
    try {
      byte[] pair = Base64.getDecoder().decode(value.substring(BASIC.length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean begins(String value, String scheme) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
