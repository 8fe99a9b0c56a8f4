package dev.windlass.compat.web3;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StrictJson;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The job in the body of a request. Where its type says nothing, its first character does. */
final class JobBody {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private enum Kind {
    XML,
    JSON,
    WHAT_IT_LOOKS_LIKE
  }

  private JobBody() {}

  static JobRepr read(InputStream body, MediaType type, int mostBytes) {
    Kind kind = kind(type);
    Charset charset = charset(type);
    String text = text(StrictJson.bytes(body, mostBytes), charset);
    return switch (kind) {
      case XML -> JobReprXml.read(text);
      case JSON -> JobReprJson.read(text.getBytes(StandardCharsets.UTF_8));
      case WHAT_IT_LOOKS_LIKE ->
          text.startsWith("<")
              ? JobReprXml.read(text)
              : JobReprJson.read(text.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static Kind kind(MediaType type) {
    if (type == null) {
      return Kind.WHAT_IT_LOOKS_LIKE;
    }
    String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "application/xml", "text/xml" -> Kind.XML;
      case "application/json", "text/json" -> Kind.JSON;
      case "application/x-www-form-urlencoded", "application/octet-stream", "text/plain", "*/*" ->
          Kind.WHAT_IT_LOOKS_LIKE;
      default -> throw unsupported("a job is application/xml or application/json, not " + name);
    };
  }

  /** What the header says counts, as it always does; what XML says of itself is not looked at. */
  private static Charset charset(MediaType type) {
    String name =
        type == null
            ? "utf-8"
            : type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "utf-8", "utf8", "us-ascii" -> StandardCharsets.UTF_8;
      case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
      default -> throw unsupported("bodies are UTF-8 or ISO-8859-1, not " + name);
    };
  }

  private static String text(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String job = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      if (job.isBlank()) {
        throw new Refusal(ProblemCode.INVALID_REQUEST, "the body is empty and must be a job");
      }
      return job.stripLeading();
    } catch (CharacterCodingException e) {
      throw new Refusal(ProblemCode.INVALID_REQUEST, "the body is not " + charset, e);
    }
  }

  private static Refusal unsupported(String what) {
    return new Refusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE, what);
  }
}
