package dev.windlass.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.Page;
import dev.windlass.job.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Events as CloudEvents 1.0 in binary mode: attributes in {@code ce_} headers, data as the value.
 */
public final class EventCodec {
  public static final String TYPE_PREFIX = "dev.windlass.";
  public static final String SOURCE = "/windlass/coordinator";
  private static final String ATTRIBUTE = "ce_";
  public static final String TYPE = "ce_type";

  /** The batch job's id. */
  public static final String SUBJECT = "ce_subject";

  /**
   * An extension attribute, only where the event tells what became of a directive: its id, so that
   * whoever waits for it need not read the value of every event.
   */
  public static final String DIRECTIVE = "ce_directive";

  /** Of an event's value, by its type. */
  private static final Map<String, ObjectReader> READERS =
      Arrays.stream(JobEvent.class.getPermittedSubclasses())
          .collect(Collectors.toMap(c -> TYPE_PREFIX + c.getSimpleName(), EventCodec::readerOf));

  private static final ObjectReader OF_UNKNOWN_TYPE = readerOf(JsonNode.class);

  /** A header is written once and goes to several places. */
  private record Written(
      JobId job,
      RawValue header,
      Page page,
      DirectiveOutcome directive,
      long directivesOffset,
      Object event) {}

  private record Value<E>(
      JobId job,
      JobHeader header,
      Page page,
      DirectiveOutcome directive,
      long directivesOffset,
      E event) {}

  private EventCodec() {}

  public static EventRecord record(Recorded recorded, Instant time, long directivesOffset) {
    return new EventRecord(
        id(recorded),
        time,
        recorded.job(),
        recorded.event(),
        recorded.header(),
        recorded.page() == null ? null : recorded.page().shown(),
        recorded.directive(),
        directivesOffset);
  }

  public static Headers headers(EventRecord event) {
    RecordHeaders headers = new RecordHeaders();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", event.id());
    put(headers, "ce_source", SOURCE);
    put(headers, TYPE, event.type());
    put(headers, SUBJECT, event.job().toString());
    put(headers, "ce_time", event.time().toString());
    put(headers, "ce_dataschema", "/schemas/" + event.event().getClass().getSimpleName() + ".json");
    put(headers, "content-type", "application/json");
    if (event.directive() != null) {
      put(headers, DIRECTIVE, event.directive().id());
    }
    return headers;
  }

  public static byte[] value(EventRecord event) {
    return value(event, event.header() == null ? null : Json.write(event.header()));
  }

  /** For whoever has written the header already; null where there is none. */
  public static byte[] value(EventRecord event, byte[] header) {
    return Json.write(
        new Written(
            event.job(),
            header == null ? null : new RawValue(new String(header, StandardCharsets.UTF_8)),
            event.page(),
            event.directive(),
            event.directivesOffset(),
            event.event()));
  }

  /**
   * The same event in one piece, for where there are no headers: CloudEvents in structured mode.
   */
  public static String structured(Headers headers, byte[] value) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    for (Header header : headers) {
      if (header.key().startsWith(ATTRIBUTE)) {
        event.put(header.key().substring(ATTRIBUTE.length()), text(header));
      }
    }
    event.put("datacontenttype", "application/json");
    event.putRawValue("data", new RawValue(new String(value, StandardCharsets.UTF_8)));
    return event.toString();
  }

  public static EventRecord read(Headers headers, byte[] bytes) {
    if (!READERS.containsKey(get(headers, TYPE))) {
      throw unknownType(headers);
    }
    return readAnyType(headers, bytes);
  }

  /**
   * Of a type that a newer version writes, {@code event} is null: what all events have is there.
   */
  public static EventRecord readAnyType(Headers headers, byte[] bytes) {
    String type = get(headers, TYPE);
    ObjectReader known = READERS.get(type);
    Value<?> value = Json.read(bytes, known == null ? OF_UNKNOWN_TYPE : known, type);
    if (value.job() == null) {
      throw new UnreadableRecord("not a " + type + ": there is no job in it", null);
    }
    if (known != null && value.event() == null) {
      throw new UnreadableRecord("not a " + type + ": there is no event in it", null);
    }
    if (value.directive() != null && value.directive().id() == null) {
      throw new UnreadableRecord("not a " + type + ": its directive has no id", null);
    }
    return new EventRecord(
        get(headers, "ce_id"),
        time(headers),
        value.job(),
        value.event() instanceof JobEvent event ? event : null,
        value.header(),
        value.page(),
        value.directive(),
        value.directivesOffset());
  }

  private static ObjectReader readerOf(Class<?> event) {
    return Json.MAPPER.readerFor(
        Json.MAPPER.getTypeFactory().constructParametricType(Value.class, event));
  }

  public static UnreadableRecord unknownType(Headers headers) {
    return new UnreadableRecord(
        "'" + get(headers, TYPE) + "' is not a type of event that this version knows", null);
  }

  /**
   * The same event always has the same id; a refusal of an unknown batch job has no version and
   * takes the directive's.
   */
  private static String id(Recorded recorded) {
    return recorded.header() != null
        ? recorded.job() + "/" + recorded.header().version()
        : recorded.job() + "/" + recorded.directive().id();
  }

  private static void put(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Instant time(Headers headers) {
    String time = get(headers, "ce_time");
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new UnreadableRecord("the header ce_time is no instant: " + time, e);
    }
  }

  private static String get(Headers headers, String key) {
    Header header = headers.lastHeader(key);
    if (header == null || header.value() == null) {
      throw new UnreadableRecord("the header " + key + " is missing", null);
    }
    return text(header);
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
