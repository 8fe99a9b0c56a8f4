package dev.windlass.compat.openspecimen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "Nightly run, Nightly run_7.csv",
    "'a\"; filename=\"b', a__ filename__b_7.csv",
    "'../../etc/passwd', .._.._etc_passwd_7.csv",
    "Köln, K_ln_7.csv"
  })
  void aNameHasPlainCharactersOnly(String name, String file) {
    assertThat(FileName.of(name, 7)).isEqualTo(file);
    assertThat(FileName.of("a\r\nSet-Cookie: b\0", 7)).isEqualTo("a__Set-Cookie_ b__7.csv");
  }
}
