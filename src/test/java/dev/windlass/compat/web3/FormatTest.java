package dev.windlass.compat.web3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  @ParameterizedTest
  @CsvSource({
    "*/*,XML",
    "application/*,XML",
    "application/xml,XML",
    "text/xml,XML",
    "application/json,JSON",
    "text/json,JSON",
    "text/html,HTML",
    "application/xhtml+xml,HTML",
    "image/png application/json,JSON",
  })
  void acceptSaysWhichIsWanted(String accepted, Format format) {
    assertThat(Format.of(null, types(accepted))).isEqualTo(format);
  }

  @Test
  void formatWinsOverAccept() {
    assertThat(Format.of("json", types("text/html"))).isEqualTo(Format.JSON);
    assertThat(Format.of("HTML", types("image/png"))).isEqualTo(Format.HTML);
  }

  @Test
  void nothingSaidIsXml() {
    assertThat(Format.of(null, List.of())).isEqualTo(Format.XML);
    assertThat(Format.of("", types("*/*"))).isEqualTo(Format.XML);
  }

  @Test
  void anythingElseIsNotAcceptable() {
    MediaType none = new MediaType("application", "json", Map.of("q", "0.0"));
    for (List<MediaType> accepted : List.of(types("image/png"), List.of(none))) {
      assertThatThrownBy(() -> Format.of(null, accepted))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.code()).isEqualTo(ProblemCode.NOT_ACCEPTABLE));
    }
    assertThatThrownBy(() -> Format.of("yaml", types("*/*"))).isInstanceOf(Refusal.class);
  }

  @Test
  void theAnswerHasTheTypeThatWasAskedFor() {
    assertThat(Format.XML.mediaType(types("text/xml"))).isEqualTo("text/xml;charset=UTF-8");
    assertThat(Format.XML.mediaType(types("*/*"))).isEqualTo("application/xml;charset=UTF-8");
    assertThat(Format.JSON.mediaType(types("text/html")))
        .as("format wins")
        .isEqualTo("application/json;charset=UTF-8");
  }

  private static List<MediaType> types(String text) {
    return Arrays.stream(text.split(" "))
        .map(type -> new MediaType(type.split("/")[0], type.split("/")[1]))
        .toList();
  }
}
