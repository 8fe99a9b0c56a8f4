package dev.windlass.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.windlass.job.Begun;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Page;
import dev.windlass.job.Reply;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * How every record on Kafka and every state record is written and read: JSON with the names of the
 * Java records, enums as lower-case words with hyphens, times and durations as ISO-8601, no nulls.
 * Unknown fields are ignored, so that a newer writer does no harm.
 */
public final class Json {
  public static final JsonMapper MAPPER = mapper();

  private Json() {}

  public static byte[] write(Object record) {
    try {
      return MAPPER.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "cannot write a " + record.getClass().getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Throws {@link UnreadableRecord}, never returns null. */
  public static <T> T read(byte[] bytes, Class<T> type) {
    return read(bytes, type.getSimpleName(), content -> MAPPER.readValue(content, type));
  }

  /** The same with a reader that is kept; {@code name} is what was expected. */
  public static <T> T read(byte[] bytes, ObjectReader reader, String name) {
    return read(bytes, name, content -> reader.<T>readValue(content));
  }

  private static <T> T read(byte[] bytes, String name, Parser<T> parser) {
    if (bytes == null) {
      throw new UnreadableRecord("a " + name + " was expected and there is no value", null);
    }
    T value;
    try {
      value = parser.parse(bytes);
    } catch (IOException | RuntimeException e) {
      String reason =
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
      throw new UnreadableRecord("not a " + name + ": " + reason, e);
    }
    if (value == null) {
      throw new UnreadableRecord("a " + name + " was expected and there is null", null);
    }
    return value;
  }

  /** The word for an enum's constant: {@code QUEUE_ONE} is {@code queue-one}. */
  public static String word(Enum<?> constant) {
    return constant instanceof JobStatus status
        ? status.label()
        : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonMapper mapper() {
    SimpleModule records = new SimpleModule("windlass-records");
    records.addSerializer(JobId.class, write((value, out) -> out.writeString(value.toString())));
    records.addDeserializer(JobId.class, read(in -> JobId.parse(in.getValueAsString())));
    records.addSerializer(
        BitSet.class, write((value, out) -> out.writeBinary(value.toByteArray())));
    records.addDeserializer(BitSet.class, read(in -> BitSet.valueOf(in.getBinaryValue())));
    records.addSerializer(Page.class, write((page, out) -> out.writePOJO(PageJson.of(page))));
    records.addDeserializer(Page.class, read(in -> in.readValueAs(PageJson.class).page()));
    records.setSerializerModifier(new EnumWords.Writing());
    records.setDeserializerModifier(new EnumWords.Reading());
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(records)
            .addMixIn(Reply.class, Typed.class)
            .disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();
    for (Class<?> reply : Reply.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(new NamedType(reply, reply.getSimpleName().toLowerCase(Locale.ROOT)));
    }
    return mapper;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Typed {}

  private record PageJson(int number, int epoch, String statuses, List<Begun> begun) {
    static PageJson of(Page page) {
      return new PageJson(page.number(), page.epoch(), page.statuses(), List.copyOf(page.begun()));
    }

    Page page() {
      return Page.of(number, epoch, statuses, begun == null ? List.of() : begun);
    }
  }

  private interface Parser<T> {
    T parse(byte[] content) throws IOException;
  }

  private interface Writer<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }

  private interface Reader<T> {
    T read(JsonParser in) throws IOException;
  }

  private static <T> JsonSerializer<T> write(Writer<T> writer) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        writer.write(value, out);
      }
    };
  }

  private static <T> JsonDeserializer<T> read(Reader<T> reader) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return reader.read(in);
      }
    };
  }

  /** Enums as words, both ways. */
  private static final class EnumWords {
    private static final class Writing extends BeanSerializerModifier {
      @Override
      public JsonSerializer<?> modifyEnumSerializer(
          SerializationConfig config,
          JavaType type,
          BeanDescription description,
          JsonSerializer<?> serializer) {
        return write((Enum<?> value, JsonGenerator out) -> out.writeString(word(value)));
      }
    }

    private static final class Reading extends BeanDeserializerModifier {
      @Override
      public JsonDeserializer<?> modifyEnumDeserializer(
          DeserializationConfig config,
          JavaType type,
          BeanDescription description,
          JsonDeserializer<?> deserializer) {
        Object[] constants = type.getRawClass().getEnumConstants();
        return read(in -> constant(constants, in.getValueAsString(), type.getRawClass()));
      }
    }

    private static Enum<?> constant(Object[] constants, String word, Class<?> type) {
      for (Object constant : constants) {
        if (word((Enum<?>) constant).equals(word)) {
          return (Enum<?>) constant;
        }
      }
      throw new IllegalArgumentException("'" + word + "' is not a " + type.getSimpleName());
    }
  }
}
