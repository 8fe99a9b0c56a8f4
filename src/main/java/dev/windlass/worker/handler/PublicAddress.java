package dev.windlass.worker.handler;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are everybody's: what IANA's registries of special-purpose addresses do not set
 * apart, and no cloud uses for its own machines' questions.
 */
final class PublicAddress {
  private static final List<Network> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              // Azure's metadata and name service.
              "168.63.129.16/32",
              "2001::/23",
              "2001:db8::/32",
              // Holds an IPv4 address that would not be looked at.
              "2002::/16",
              "3fff::/20")
          .map(Network::of)
          .toList();

  /** All others are special, or nobody's. */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  /** Where IPv6 alone leads to IPv4: as public as the address in its last four bytes. */
  private static final Network TRANSLATED = Network.of("64:ff9b::/96");

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (TRANSLATED.contains(address)) {
      return is(inner(bytes));
    }
    return (bytes.length == 4 || GLOBAL_UNICAST.contains(address))
        && SPECIAL.stream().noneMatch(network -> network.contains(address));
  }

  private static InetAddress inner(byte[] bytes) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
