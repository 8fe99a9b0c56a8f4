package dev.windlass.worker.handler;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses that begin with the same bits: {@code 10.0.0.0/8}, or one address alone. */
record Network(InetAddress base, int prefix) {
  private static final String DOTTED = "\\d{1,3}(\\.\\d{1,3}){3}";

  /** Nobody's private network is wider, and what is would open the metadata service too. */
  private static final int WIDEST = 8;

  private static final int WIDEST_6 = 7;

  static Network of(String text) {
    String[] parts = text.strip().split("/", 2);
    try {
      if (isLiteral(parts[0])) {
        InetAddress base = InetAddress.getByName(parts[0]);
        int prefix = parts.length == 1 ? bits(base) : Integer.parseInt(parts[1]);
        if (prefix >= 0 && prefix <= bits(base)) {
          return new Network(base, prefix);
        }
      }
    } catch (UnknownHostException | NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no network: it reads 10.0.0.0/8, fd00::/8 or 10.1.2.3");
  }

  /** As the configuration may have it. */
  static Network allowed(String text) {
    Network network = of(text);
    if (network.prefix < (bits(network.base) == 32 ? WIDEST : WIDEST_6)) {
      throw new IllegalArgumentException(
          "windlass.http.allowed-networks has '%s', which is too wide: at most /%d, and /%d of IPv6"
              .formatted(text, WIDEST, WIDEST_6));
    }
    return network;
  }

  /** An address as it is written, which nobody is asked about. */
  static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches(DOTTED);
  }

  boolean contains(InetAddress address) {
    return bits(address) == bits(base) && head(address).equals(head(base));
  }

  private BigInteger head(InetAddress address) {
    return new BigInteger(1, address.getAddress()).shiftRight(bits(address) - prefix);
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * 8;
  }
}
