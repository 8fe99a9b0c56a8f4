package dev.windlass.compat.web3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.control.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  @Test
  void pairsAreSeparatedBySemicolonsAndKeepTheirOrder() {
    String text = "ParamName=ParamValue;ParamName2=ParamValue2";
    assertThat(Parameters.parse(text))
        .containsExactly(
            Map.entry("ParamName", "ParamValue"), Map.entry("ParamName2", "ParamValue2"));
    assertThat(Parameters.text(Parameters.parse(text))).isEqualTo(text);
  }

  @Test
  void aPairIsSplitAtItsFirstEqualsSign() {
    assertThat(Parameters.parse("q=a=b==;e=")).isEqualTo(Map.of("q", "a=b==", "e", ""));
  }

  @Test
  void blanksAroundTheListAndAroundNamesAreNotKept() {
    assertThat(Parameters.parse("\n  a=b; c = d ;\n")).isEqualTo(Map.of("a", "b", "c", " d "));
    assertThat(Parameters.parse("  ")).isEmpty();
    assertThat(Parameters.parse(";;")).isEmpty();
  }

  @Test
  void whatWouldEndAPairIsPercentEncoded() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("a=b", "c;d=e");
    arguments.put("lines", "1\n2\r\u0001");
    assertThat(Parameters.text(arguments)).isEqualTo("a%3Db=c%3Bd=e;lines=1%0A2%0D%01");
    assertThat(Parameters.parse(Parameters.text(arguments))).isEqualTo(arguments);
  }

  @Test
  void otherPercentSignsAreWhatTheyAlwaysWere() {
    String text = "url=http://x/?q=a%20b&r=100%;done=100%";
    assertThat(Parameters.parse(text).get("url")).isEqualTo("http://x/?q=a%20b&r=100%");
    assertThat(Parameters.text(Parameters.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%25", "%%", "%3", "%3;", "%2525", "%3b%3B;%", "%;0A", "%\n", "a%00"})
  void whateverAValueIsItComesBack(String value) {
    assertThat(Parameters.parse(Parameters.text(Map.of("a", value)))).isEqualTo(Map.of("a", value));
  }

  @Test
  void whatIsNoTextIsShownAsJson() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("n", 7);
    arguments.put("flag", true);
    arguments.put("list", List.of(1, "a;b"));
    assertThat(Parameters.text(arguments)).isEqualTo("n=7;flag=true;list=[1,\"a%3Bb\"]");
    assertThat(Parameters.same(arguments, Parameters.parse("list=[1,\"a%3Bb\"];flag=true;n=7")))
        .as("in whatever order")
        .isTrue();
    assertThat(Parameters.same(arguments, Parameters.parse("n=8;flag=true"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "=b", " =b", "a=b;c", "a=b;a=c", "a=%00", "a%00=b"})
  void whatIsNoListOfPairsIsRefused(String text) {
    assertThatThrownBy(() -> Parameters.parse(text))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'Parameters' must");
  }
}
