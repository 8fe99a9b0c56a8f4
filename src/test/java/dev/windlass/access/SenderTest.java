package dev.windlass.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
  private static final boolean SECURED = true;
  private static final boolean OPEN = false;

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1", "0:0:0:0:0:0:0:1"})
  void thisMachineIsAnsweredWithoutSecurity(String host) {
    assertThat(asking("GET", host, null, null).refused(OPEN)).isEmpty();
    assertThat(asking("POST", host, null, null).refused(OPEN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil-localhost",
        "10.0.0.1",
        "0.0.0.0",
        "[::2]"
      })
  void noOtherNameIsAnsweredWithoutSecurityAndTheAnswerSaysWhatToDo(String host) {
    assertThat(asking("GET", host, null, null).refused(OPEN))
        .hasValueSatisfying(
            why -> assertThat(why).contains(host).contains("localhost", "windlass.security.keys"));
    assertThat(asking("GET", host, null, null).refused(SECURED)).isEmpty();
  }

  @Test
  void whoNamesNobodyIsNotAnsweredWithoutSecurity() {
    assertThat(asking("GET", null, null, null).refused(OPEN)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "same-origin, http://localhost:8080",
        "same-origin, -",
        "none, -",
        "-, -",
        "-, http://localhost:8080",
        "-, https://LOCALHOST:8080",
        // A proxy that changes the name: the browser knows better.
        "same-origin, https://windlass.example"
      })
  void itsOwnPagesAndProgramsChangeThings(String site, String origin) {
    assertThat(asking("POST", "localhost", site, origin).refused(OPEN)).isEmpty();
    assertThat(asking("POST", "localhost", site, origin).refused(SECURED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "cross-site, https://evil.example",
        "cross-site, -",
        "same-site, http://localhost:3000",
        "same-site, http://localhost:8080",
        "-, https://evil.example",
        "-, http://localhost:3000",
        "-, http://localhost",
        "-, null"
      })
  void pagesOfOtherSitesChangeNothing(String site, String origin) {
    for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
      assertThat(asking(method, "localhost", site, origin).refused(OPEN)).isPresent();
      assertThat(asking(method, "localhost", site, origin).refused(SECURED))
          .hasValueSatisfying(why -> assertThat(why).contains("Authorization"));
    }
    assertThat(asking("GET", "localhost", site, origin).refused(SECURED)).isEmpty();
  }

  @Test
  void aKeyInAHeaderIsNothingThatAnotherSiteHas() {
    Sender sender =
        new Sender("POST", "windlass.example", -1, "cross-site", "https://portal.example", true);
    assertThat(sender.refused(SECURED)).isEmpty();
  }

  private static Sender asking(String method, String host, String site, String origin) {
    return new Sender(method, host, 8080, site, origin, false);
  }
}
