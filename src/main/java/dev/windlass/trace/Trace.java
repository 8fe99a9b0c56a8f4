package dev.windlass.trace;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The step of a trace that something came from, in the words of W3C Trace Context. Only traces that
 * are recorded travel: what nobody looks at costs nothing.
 *
 * @param parent the header {@code traceparent}; null is no trace
 * @param state the header {@code tracestate}, which belongs to the tools that look at traces
 */
public record Trace(String parent, String state) {
  public static final Trace NONE = new Trace(null, null);

  public static final String PARENT = "traceparent";
  public static final String STATE = "tracestate";

  private static final Pattern RECORDED =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f][13579bdf]");

  private static final int LONGEST_STATE = 512;

  public static Trace of(Headers headers) {
    String parent = text(headers.lastHeader(PARENT));
    if (parent == null || !RECORDED.matcher(parent).matches()) {
      return NONE;
    }
    String state = text(headers.lastHeader(STATE));
    return new Trace(parent, state == null || state.length() > LONGEST_STATE ? null : state);
  }

  public boolean none() {
    return parent == null;
  }

  /** Instead of what stands there. */
  public void into(Headers headers) {
    if (none()) {
      return;
    }
    put(headers, PARENT, parent);
    put(headers, STATE, state);
  }

  private static void put(Headers headers, String key, String value) {
    headers.remove(key);
    if (value != null) {
      headers.add(key, value.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String text(Header header) {
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.US_ASCII);
  }
}
