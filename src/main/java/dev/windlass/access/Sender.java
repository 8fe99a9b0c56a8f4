package dev.windlass.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which site sends a request, as far as a browser says so. A browser asks what any page tells it
 * to, with the cookies of whom it asks; and where nobody is asked who he is, it needs none, nor
 * does a page have to be of another site: its name may stand for this machine's address (DNS
 * rebinding), and it is told what is answered.
 *
 * @param host what is asked, null where it does not say
 * @param port -1 where it does not say
 * @param site what a browser says of where it comes from ({@code Sec-Fetch-Site}); null where it
 *     does not
 * @param origin the site of the page; null where it is none
 * @param bringsKey in a header of its own, which no page of another site can add
 */
record Sender(String method, String host, int port, String site, String origin, boolean bringsKey) {
  private static final Set<String> READ = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  /** What no page can have stand for this machine: it does so already. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::|(0:){7})1]?");

  static Sender of(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    return new Sender(
        request.method().name(),
        asked == null ? null : asked.host().toLowerCase(Locale.ROOT),
        asked == null ? -1 : asked.port(),
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader(HttpHeaders.ORIGIN),
        request.getHeader(HttpHeaders.AUTHORIZATION) != null
            || request.getHeader(BroughtKey.OPEN_SPECIMEN) != null);
  }

  /** Why it is not answered; empty where it is. */
  Optional<String> refused(boolean secured) {
    if (!secured && !asksThisMachine()) {
      return Optional.of(
          ("no security is configured, so that only localhost, 127.0.0.1 and [::1] are answered:"
                  + " any page in a browser could have '%s' stand for this machine. Ask one of"
                  + " these, or configure a key (windlass.security.keys) or a provider, see"
                  + " docs/security.md")
              .formatted(host));
    }
    return READ.contains(method) || bringsKey || isOwn()
        ? Optional.empty()
        : Optional.of(
            ("a page of another site (%s) had a browser ask for this. Changes are asked for by this"
                    + " program's own pages, or with a key in the header Authorization")
                .formatted(origin == null ? "Sec-Fetch-Site: " + site : origin));
  }

  private boolean asksThisMachine() {
    return host != null && LOOPBACK.matcher(host).matches();
  }

  /** Old browsers, and all where there is no TLS, say nothing but the origin. */
  private boolean isOwn() {
    return site == null ? origin == null || isOfThisServer(origin) : OWN.contains(site);
  }

  /** By name and port: whether there is TLS before this server, it need not know. */
  private boolean isOfThisServer(String origin) {
    String server = port < 0 ? host : host + ":" + port;
    return origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").equals(server);
  }
}
