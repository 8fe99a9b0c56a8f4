package dev.windlass.worker.handler;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Where operations may call. A host must be named, and each of its addresses must be a public one
 * or lie in an allowed network: a name is its owner's word, and may be made to stand for the
 * cloud's metadata service tomorrow. So the addresses that were looked at are handed out, and
 * nobody asks for them a second time.
 */
final class AllowedHosts {
  private static final String ANY = "*";
  private static final Network LOOPBACK = Network.of("127.0.0.0/8");
  private static final Network LOOPBACK_6 = Network.of("::1");

  private final List<String> patterns;
  private final List<Network> networks;
  private final Resolver resolver;

  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  AllowedHosts(List<String> patterns, List<String> networks, Resolver resolver) {
    this.patterns = patterns.stream().map(p -> p.trim().toLowerCase(Locale.ROOT)).toList();
    this.networks = networks.stream().map(Network::allowed).toList();
    this.resolver = resolver;
  }

  /** One that may be called. What may not be, is said with the setting that would allow it. */
  InetAddress address(URI url) throws UnknownHostException {
    String host = host(url);
    if (patterns.isEmpty() ? !isThisMachine(host) : !isNamed(host, url.getPort())) {
      throw new UnusableParameters(
          "the host '%s' is not allowed: allowed are %s; windlass.http.allow names more"
              .formatted(host, patterns.isEmpty() ? "only this machine's own" : patterns));
    }
    InetAddress[] addresses = resolver.resolve(host);
    for (InetAddress address : addresses) {
      if (!isAllowed(host, url.getPort(), address)) {
        throw new UnusableParameters(
            "the host '%s' has the address %s, which is not public; windlass.http.allowed-networks would have to hold it"
                .formatted(host, address.getHostAddress()));
      }
    }
    return InetAddress.getByAddress(addresses[0].getAddress());
  }

  static String host(URI url) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private boolean isAllowed(String host, int port, InetAddress address) {
    boolean meant = patterns.isEmpty() || isNamedAsItIs(host, port);
    return PublicAddress.is(address)
        || networks.stream().anyMatch(network -> network.contains(address))
        || meant && isThisMachine(host) && isLoopback(address)
        || meant && Network.isLiteral(host);
  }

  private boolean isNamed(String host, int port) {
    return patterns.contains(ANY)
        || isNamedAsItIs(host, port)
        || patterns.stream().anyMatch(p -> p.startsWith("*.") && host.endsWith(p.substring(1)));
  }

  private boolean isNamedAsItIs(String host, int port) {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return patterns.contains(host)
        || patterns.contains(bracketed)
        || patterns.contains(bracketed + ":" + port);
  }

  /** By its name alone; whether it means it, its addresses say. */
  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  private static boolean isLoopback(InetAddress address) {
    return LOOPBACK.contains(address) || LOOPBACK_6.contains(address);
  }
}
