package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path directory;
  private Secrets secrets;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(directory.resolve("default"));
    Files.writeString(directory.resolve("default").resolve("token"), "a/\"b c\"-12345\n");
    Files.writeString(directory.resolve("outside"), "never-to-be-read");
    secrets = new Secrets(directory, "default");
  }

  @Test
  void aFileWithoutItsLineEndIsTheSecret() {
    assertThat(into("header", "Bearer {secret.token}")).isEqualTo("Bearer a/\"b c\"-12345");
    assertThat(into("url", "http://x/?t={secret.token}"))
        .isEqualTo("http://x/?t=a%2F%22b%20c%22-12345");
  }

  @Test
  void oneThatWasReplacedHoldsFromThenOn() throws Exception {
    into("header", "{secret.token}");
    Files.writeString(directory.resolve("default").resolve("token"), "another-one");
    assertThat(into("header", "{secret.token}")).isEqualTo("another-one");
    assertThat(secrets.redacted("another-one, before a/\"b c\"-12345"))
        .isEqualTo("***, before ***");
  }

  @Test
  void whatARowBringsIsNotLookedAtAgain() {
    assertThat(into("body", "{row.q}")).isEqualTo("{secret.token}");
  }

  @Test
  void noNameLeadsOutOfTheDirectory() throws Exception {
    assertThat(into("body", "{secret.../outside} {secret..hidden}"))
        .isEqualTo("{secret.../outside} {secret..hidden}");
    assertThatThrownBy(() -> new Secrets(directory.resolve("default"), "..").get("outside"))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("the namespace '..' can't have secrets");
    assertThatThrownBy(() -> new Secrets(directory, "other").get("token"))
        .as("another namespace's")
        .hasMessage(
            "the secret 'token' of the namespace 'other' can't be used: there is no such file below"
                + " windlass.worker.secrets-directory");
  }

  @Test
  void whatCantBeKeptSecretIsNotUsed() throws Exception {
    Files.writeString(directory.resolve("default").resolve("pin"), "1234");
    assertThatThrownBy(() -> secrets.get("pin"))
        .hasMessageEndingWith("a secret has at least 8 characters");
    assertThatThrownBy(() -> new Secrets(null, "default").get("token"))
        .hasMessage(
            "{secret.token} stands for nothing: this worker has no windlass.worker.secrets-directory");
  }

  @Test
  void itIsTakenOutOfWhatIsToldHoweverItIsWritten() {
    secrets.get("token");
    assertThat(secrets.redacted("at http://x/?t=a%2F%22b%20c%22-12345: no a/\"b c\"-12345"))
        .isEqualTo("at http://x/?t=***: no ***");
    assertThat(secrets.redacted("{\"t\":\"a/\\\"b c\\\"-12345\"}")).isEqualTo("{\"t\":\"***\"}");
    assertThat(secrets.redacted("cut off: a/\"b c\"-12")).isEqualTo("cut off: ***");
    assertThat(secrets.redacted("c\"-12345 was the rest")).isEqualTo("*** was the rest");
    assertThat(secrets.redacted(null)).isNull();
    assertThat(secrets.redacted("nothing of it")).isEqualTo("nothing of it");
  }

  private Object into(String name, String text) {
    return new Substitution(Map.of("q", "{secret.token}"), Map.of(), secrets, 0, 0)
        .into(Map.of(name, text))
        .get(name);
  }
}
