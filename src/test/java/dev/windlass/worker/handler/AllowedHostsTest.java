package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllowedHostsTest {
  private static final Map<String, String> NAMES =
      Map.of("public.example", "93.184.216.34", "rebound.example", "169.254.169.254");

  @Test
  void withoutAListOnlyThisMachineIsAllowed() {
    assertThat(refusal("http://127.0.0.1:8080/")).isEmpty();
    assertThat(refusal("http://localhost/")).isEmpty();
    assertThat(refusal("http://[::1]:99/")).isEmpty();
    assertThat(refusal("http://public.example/"))
        .hasValue(
            "the host 'public.example' is not allowed: allowed are only this machine's own;"
                + " windlass.http.allow names more");
    assertThat(refusal("http://127.0.0.1.public.example/")).isPresent();
  }

  @Test
  void patternsNameHostsPortsAndDomains() {
    assertThat(refusal("http://geo.internal/", "geo.internal")).isEmpty();
    assertThat(refusal("http://GEO.internal:81/", "geo.internal:81")).isEmpty();
    assertThat(refusal("http://geo.internal:82/", "geo.internal:81")).isPresent();
    assertThat(refusal("http://a.b.example.com/", "*.example.com")).isEmpty();
    assertThat(refusal("http://badexample.com/", "*.example.com")).isPresent();
    assertThat(refusal("http://127.0.0.1/", "geo.internal")).isPresent();
  }

  @Test
  void aStarMeansPublicAddressesOnly() {
    assertThat(refusal("http://public.example/", "*")).isEmpty();
    assertThat(refusal("http://rebound.example/", "*")).isPresent();
    assertThat(refusal("http://169.254.169.254/", "*")).isPresent();
    assertThat(refusal("http://10.1.2.3/", "*")).isPresent();
    assertThat(refusal("http://[fd00::1]/", "*")).isPresent();
    assertThat(refusal("http://10.1.2.3/", "*", "10.1.2.3")).isEmpty();
  }

  private static Optional<String> refusal(String url, String... allow) {
    return new AllowedHosts(
            List.of(allow),
            host -> new InetAddress[] {InetAddress.getByName(NAMES.getOrDefault(host, host))})
        .refusal(URI.create(url));
  }
}
