package dev.windlass.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.cli.client.Target.Asked;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final Asked NOTHING = new Asked(null, null);

  @TempDir private Path home;
  private final Map<String, String> variables = new HashMap<>();
  private Path configuration;

  @BeforeEach
  void configure() throws IOException {
    configuration =
        Files.createDirectories(home.resolve(".config/windlass")).resolve("config.yaml");
    write(
        configuration,
        """
        profile: local
        profiles:
          local:
            url: http://127.0.0.1:9000/
          staging:
            url: https://staging.internal
            tokenFile: staging.token
        """,
        "rw-r--r--");
    write(home.resolve(".config/windlass/staging.token"), "s3cret\n", "rw-------");
  }

  @Test
  void theCommandLineComesBeforeTheEnvironmentAndThatBeforeTheConfiguration() {
    assertThat(find(NOTHING).url()).isEqualTo(URI.create("http://127.0.0.1:9000"));
    variables.put("WINDLASS_PROFILE", "staging");
    assertThat(find(NOTHING).url()).isEqualTo(URI.create("https://staging.internal"));
    variables.put("WINDLASS_URL", "http://other:1");
    assertThat(find(NOTHING).url()).isEqualTo(URI.create("http://other:1"));
    assertThat(find(new Asked(null, "local")).profile()).contains("local");
    assertThat(find(new Asked("http://third:2", null)).from()).isEqualTo("named by --server");
  }

  @Test
  void withoutAnythingItIsTheServerHere() throws IOException {
    Files.delete(configuration);
    assertThat(find(NOTHING).url()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(find(NOTHING).token()).isEmpty();
  }

  @Test
  void theTokenOfAProfileGoesToItsServerAndToNoOther() {
    assertThat(find(new Asked(null, "staging")).token()).contains(new Token("s3cret"));
    assertThat(find(new Asked("http://third:2", null)).token()).isEmpty();
    refused(new Asked("http://third:2", "staging"), "--server and --profile");
  }

  @Test
  void aTokenOfTheEnvironmentIsStrongerThanTheProfiles() {
    variables.put("WINDLASS_TOKEN", "mine");
    assertThat(find(new Asked(null, "staging")).token()).contains(new Token("mine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void aTokenFileThatOthersMayUseIsRefusedWithTheWayOut(String permissions) throws IOException {
    Path file = home.resolve(".config/windlass/staging.token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    refused(new Asked(null, "staging"), "(" + permissions + "). Run: chmod 600 " + file);
  }

  @Test
  void aTokenInAConfigurationThatOthersMayReadIsRefused() throws IOException {
    String text = "profiles: {prod: {url: 'https://prod', token: abc}}\n";
    write(configuration, text, "rw-r--r--");
    refused(new Asked(null, "prod"), "chmod 600 " + configuration);
    write(configuration, text, "rw-------");
    assertThat(find(new Asked(null, "prod")).token()).contains(new Token("abc"));
  }

  @Test
  void aTokenIsNeverPrinted() {
    assertThat(find(new Asked(null, "staging")).toString()).doesNotContain("s3cret");
  }

  @Test
  void aProfileThatIsNotThereIsNamedWithThoseThatAre() {
    refused(new Asked(null, "prod"), "--profile names the profile 'prod'");
    refused(new Asked(null, "prod"), "has local, staging");
  }

  @Test
  void aKeyThatNobodyKnowsIsNamed() throws IOException {
    write(configuration, "profiles: {a: {uri: 'http://x'}}\n", "rw-r--r--");
    refused(NOTHING, "profiles.a has the key 'uri'; the keys are token, tokenFile, url");
  }

  @Test
  void aKeyThatStandsThereTwiceIsRefused() throws IOException {
    write(configuration, "profile: a\nprofile: b\n", "rw-r--r--");
    refused(NOTHING, "Duplicate field 'profile'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "ftp://x", "http://", "not an address"})
  void anAddressThatIsNoneIsRefused(String address) {
    refused(
        new Asked(address, null),
        "--server is '" + address + "'; it must be an address such as http://127.0.0.1:8080");
  }

  @Test
  void theConfigurationLiesWhereTheEnvironmentSays() {
    assertThat(environment().configuration()).isEqualTo(configuration);
    variables.put("XDG_CONFIG_HOME", "relative");
    assertThat(environment().configuration()).as("to be ignored").isEqualTo(configuration);
    variables.put("XDG_CONFIG_HOME", "/etc/xdg");
    assertThat(environment().configuration()).isEqualTo(Path.of("/etc/xdg/windlass/config.yaml"));
    variables.put("WINDLASS_CONFIG", "/etc/windlass.yaml");
    assertThat(environment().configuration()).isEqualTo(Path.of("/etc/windlass.yaml"));
  }

  private Environment environment() {
    return new Environment(variables, home);
  }

  private Target find(Asked asked) {
    return Target.find(asked, environment());
  }

  private void refused(Asked asked, String text) {
    assertThatThrownBy(() -> find(asked))
        .isInstanceOfSatisfying(
            ClientFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(text);
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
