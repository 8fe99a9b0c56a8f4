package dev.windlass.worker.handler;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that operations may call. A private address must be allowed by its host's name or a
 * pattern with a part of it; {@code *} alone means the public ones, so that nobody opens the
 * cloud's metadata service by opening the internet.
 */
final class AllowedHosts {
  private static final String ANY = "*";
  private final List<String> patterns;
  private final Resolver resolver;

  interface Resolver {
    InetAddress[] resolve(String host) throws Exception;
  }

  AllowedHosts(List<String> patterns, Resolver resolver) {
    this.patterns = patterns.stream().map(p -> p.trim().toLowerCase(Locale.ROOT)).toList();
    this.resolver = resolver;
  }

  /** Why the address may not be called; empty if it may. */
  Optional<String> refusal(URI address) {
    String host = host(address);
    if (patterns.isEmpty() ? isThisMachine(host) : isNamed(host, address.getPort())) {
      return Optional.empty();
    }
    if (!patterns.contains(ANY)) {
      return Optional.of(
          "the host '%s' is not allowed: allowed are %s; windlass.http.allow names more"
              .formatted(host, patterns.isEmpty() ? "only this machine's own" : patterns));
    }
    return hasPrivateAddress(host)
        ? Optional.of(
            "the host '%s' has a private address, which '*' does not allow; windlass.http.allow must name it"
                .formatted(host))
        : Optional.empty();
  }

  static String host(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private boolean isNamed(String host, int port) {
    return patterns.stream()
        .filter(pattern -> !pattern.equals(ANY))
        .anyMatch(pattern -> matches(pattern, host) || matches(pattern, host + ":" + port));
  }

  private static boolean matches(String pattern, String host) {
    return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  private boolean hasPrivateAddress(String host) {
    try {
      for (InetAddress address : resolver.resolve(host)) {
        if (isPrivate(address)) {
          return true;
        }
      }
      return false;
    } catch (Exception e) {
      // The call itself will say that there is no such host.
      return false;
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return uniqueLocal
        || carrierGrade
        || address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }
}
