package dev.windlass.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What a record is, in the header {@code type}, on topics that hold more than one kind. */
public enum RecordType {
  /** On the directives topic: a {@link dev.windlass.job.Directive}. */
  DIRECTIVE,
  /** On the directives topic, and passed on to the grants topic: a {@link DrainRecord}. */
  DRAIN,
  /** On the grants topic: a {@link dev.windlass.job.Reply}. */
  REPLY;

  public static final String HEADER = "type";

  public Headers headers() {
    return new RecordHeaders().add(HEADER, Json.word(this).getBytes(StandardCharsets.UTF_8));
  }

  public static RecordType of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      throw new UnreadableRecord("the header " + HEADER + " is missing", null);
    }
    String word = new String(header.value(), StandardCharsets.UTF_8);
    for (RecordType type : values()) {
      if (Json.word(type).equals(word)) {
        return type;
      }
    }
    throw new UnreadableRecord("'" + word + "' is not a type of record", null);
  }
}
