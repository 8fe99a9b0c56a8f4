package dev.windlass.cli.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JSON and YAML as users write it: one document after the other, and no key twice. */
public final class Documents {
  public static final Path STANDARD_INPUT = Path.of("-");

  public static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Documents() {}

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Every document of a file; {@code -} is the standard input. */
  public static List<ObjectNode> read(Path file) {
    return parse(file.toString(), text(file));
  }

  static String text(Path file) {
    try {
      return file.equals(STANDARD_INPUT)
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(file);
    } catch (IOException e) {
      throw new ClientFailure(ExitCode.FILES, unreadable(file, e), e);
    }
  }

  public static String unreadable(Path file, IOException e) {
    return "Can't read %s: %s.".formatted(file, reason(e));
  }

  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file or directory";
      case AccessDeniedException denied -> "this user may not";
      case CharacterCodingException other -> "it is not UTF-8";
      default -> e.toString();
    };
  }

  /** YAML takes no tabs, which JSON may be indented with: so what begins like JSON is JSON. */
  public static List<ObjectNode> parse(String name, String text) {
    ObjectMapper mapper = text.stripLeading().startsWith("{") ? JSON : YAML;
    List<ObjectNode> documents = new ArrayList<>();
    try (JsonParser parser = mapper.createParser(text);
        MappingIterator<JsonNode> all = mapper.readValues(parser, JsonNode.class)) {
      while (all.hasNextValue()) {
        add(documents, name, all.nextValue());
      }
      return documents;
    } catch (JsonProcessingException e) {
      throw wrong(name, "can't be read: " + message(e));
    } catch (IOException e) {
      throw new ClientFailure(ExitCode.BROKEN, e.toString(), e);
    }
  }

  /** A document of nothing but comments is none. */
  private static void add(List<ObjectNode> documents, String name, JsonNode document) {
    if (document instanceof ObjectNode object) {
      documents.add(object);
    } else if (!document.isNull() && !document.isMissingNode()) {
      throw wrong(name, "must hold objects (key: value), found " + document.getNodeType());
    }
  }

  public static ClientFailure wrong(String name, String rule) {
    return new ClientFailure(ExitCode.USAGE, name + " " + rule);
  }

  private static String message(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : "line %d, column %d: "
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return where + e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
