package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "localhost", List.of("127.0.0.1", "::1"),
          "public.example", List.of("93.184.216.34"),
          "rebound.example", List.of("169.254.169.254"),
          "half.example", List.of("93.184.216.34", "10.0.0.1"),
          "geo.internal", List.of("10.1.2.3"));

  @Test
  void withoutAListOnlyThisMachineIsAllowed() {
    assertThat(address("http://127.0.0.1:8080/")).isEqualTo("127.0.0.1");
    assertThat(address("http://localhost/")).isEqualTo("127.0.0.1");
    assertThat(address("http://[::1]:99/")).isEqualTo("0:0:0:0:0:0:0:1");
    assertThatThrownBy(() -> address("http://public.example/"))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage(
            "the host 'public.example' is not allowed: allowed are only this machine's own;"
                + " windlass.http.allow names more");
    refused("http://127.0.0.1.public.example/");
  }

  @Test
  void patternsNameHostsPortsAndDomains() {
    assertThat(address("http://PUBLIC.example/", "public.example")).isEqualTo("93.184.216.34");
    assertThat(address("http://public.example:81/", "public.example:81")).isNotNull();
    refused("http://public.example:82/", "public.example:81");
    assertThat(address("http://public.example/", "*.example")).isNotNull();
    refused("http://badexample/", "*.example");
    refused("http://127.0.0.1/", "public.example");
    refused("http://localhost/", "*");
    assertThat(address("http://localhost/", "localhost")).isEqualTo("127.0.0.1");
  }

  @Test
  void aNameThatStandsForAnAddressThatIsNotPublicIsRefusedWithTheSettingThatAllowsIt() {
    assertThatThrownBy(() -> address("http://geo.internal/", "geo.internal"))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage(
            "the host 'geo.internal' has the address 10.1.2.3, which is not public;"
                + " windlass.http.allowed-networks would have to hold it");
    refused("http://rebound.example/", "rebound.example");
    refused("http://half.example/", "half.example");
    AllowedHosts within = hosts(List.of("geo.internal"), List.of("10.1.0.0/16"));
    assertThat(address(within, "http://geo.internal/")).isEqualTo("10.1.2.3");
    AllowedHosts beside = hosts(List.of("geo.internal"), List.of("10.2.0.0/16"));
    assertThatThrownBy(() -> address(beside, "http://geo.internal/"))
        .isInstanceOf(UnusableParameters.class);
  }

  /** Each of these names hosts that have no public address. */
  @ParameterizedTest
  @ValueSource(strings = {"values-airgapped.yaml", "README.md"})
  void whatTheChartsExamplesAllowCanBeCalled(String example) throws Exception {
    String text = Files.readString(Path.of("helm", "windlass", example));
    AllowedHosts allowed =
        new AllowedHosts(
            setting(text, "windlass.http.allow"),
            setting(text, "windlass.http.allowed-networks"),
            host -> new InetAddress[] {InetAddress.getByName("10.20.2.3")});
    assertThat(address(allowed, "https://geo.internal/")).isEqualTo("10.20.2.3");
  }

  private static List<String> setting(String text, String name) {
    Matcher line = Pattern.compile(Pattern.quote(name) + ": \"?([^\"\n]+)").matcher(text);
    assertThat(line.find()).as(name).isTrue();
    return List.of(line.group(1).split(","));
  }

  @Test
  void anAddressThatIsNamedAsItIsMayBeCalled() {
    assertThat(address("http://10.1.2.3/", "10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(address("http://[fd00::1]/", "[fd00::1]")).isEqualTo("fd00:0:0:0:0:0:0:1");
    refused("http://10.1.2.4/", "10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://127.1/",
        "http://0/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://100.64.0.1/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://172.31.255.255/",
        "http://192.168.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::]/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001::1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
      })
  void everyHostMeansPublicAddressesOnly(String url) {
    refused(url, "*");
  }

  @Test
  void publicAddressesOfBothKindsMayBeCalled() {
    assertThat(address("http://0177.0.0.1/", "*")).as("no octal here").isEqualTo("177.0.0.1");
    assertThat(address("http://93.184.216.34/", "*")).isEqualTo("93.184.216.34");
    assertThat(address("http://[2606:2800:220:1::1]/", "*")).startsWith("2606:2800");
    assertThat(address("http://[64:ff9b::93.184.216.34]/", "*")).startsWith("64:ff9b");
  }

  @Test
  void networksAreWrittenAsTheyAreAndNotTooWide() {
    assertThatThrownBy(() -> hosts(List.of(), List.of("0.0.0.0/0")))
        .hasMessage(
            "windlass.http.allowed-networks has '0.0.0.0/0', which is too wide: at most /8, and"
                + " /7 of IPv6");
    assertThatThrownBy(() -> hosts(List.of(), List.of("localhost/8")))
        .hasMessage("'localhost/8' is no network: it reads 10.0.0.0/8, fd00::/8 or 10.1.2.3");
    assertThatThrownBy(() -> hosts(List.of(), List.of("10.0.0.0/33")))
        .hasMessageContaining("is no network");
  }

  private static void refused(String url, String... allow) {
    assertThatThrownBy(() -> address(url, allow))
        .as(url)
        .isInstanceOf(UnusableParameters.class)
        .hasMessageContaining("windlass.http.allow");
  }

  private static String address(String url, String... allow) {
    return address(hosts(List.of(allow), List.of()), url);
  }

  private static String address(AllowedHosts hosts, String url) {
    try {
      return hosts.address(URI.create(url)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static AllowedHosts hosts(List<String> allow, List<String> networks) {
    return new AllowedHosts(allow, networks, AllowedHostsTest::resolve);
  }

  /** What is no name is read as the JDK reads it, odd spellings too. */
  private static InetAddress[] resolve(String host) {
    return NAMES.getOrDefault(host, List.of(host)).stream()
        .map(AllowedHostsTest::literal)
        .toArray(InetAddress[]::new);
  }

  private static InetAddress literal(String text) {
    try {
      return Arrays.asList(InetAddress.getAllByName(text)).getFirst();
    } catch (UnknownHostException e) {
      throw new AssertionError(text, e);
    }
  }
}
