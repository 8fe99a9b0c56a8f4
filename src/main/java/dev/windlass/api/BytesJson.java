package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Bytes as people read them: as text where they are text, else in base64. */
@Schema(name = "Bytes")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BytesJson(
    @Schema(description = "Where the bytes are UTF-8 that can be shown.") String text,
    @Schema(description = "Where they are not.") String base64,
    @Schema(description = "True where there are more.") Boolean cut) {
  private static final int LONGEST_CHARACTER = 4;

  /** Null for null. */
  static BytesJson of(byte[] bytes) {
    return bytes == null ? null : of(bytes, null);
  }

  /** The first ones, without half a character at their end. */
  static BytesJson first(byte[] bytes, int most) {
    if (bytes == null || bytes.length <= most) {
      return of(bytes);
    }
    for (int length = most; length > most - LONGEST_CHARACTER; length--) {
      String text = text(Arrays.copyOf(bytes, length));
      if (text != null) {
        return new BytesJson(text, null, true);
      }
    }
    return of(Arrays.copyOf(bytes, most), true);
  }

  /** Null where the bytes are no text. */
  static String text(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return text.chars().allMatch(BytesJson::shown) ? text.toString() : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static BytesJson of(byte[] bytes, Boolean cut) {
    String text = text(bytes);
    return text == null
        ? new BytesJson(null, Base64.getEncoder().encodeToString(bytes), cut)
        : new BytesJson(text, null, cut);
  }

  private static boolean shown(int character) {
    return !Character.isISOControl(character)
        || character == '\n'
        || character == '\r'
        || character == '\t';
  }
}
