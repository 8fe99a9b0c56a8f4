package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Rows on this machine.
 *
 * @param type their media type
 */
record Rows(Path file, String type) {
  /** A file of the largest size that a server takes, over a slow line. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(6);

  /**
   * @param type csv or ndjson; null where the name says it
   */
  static Rows of(Path file, String type) {
    if (!file.equals(Documents.STANDARD_INPUT) && !Files.isReadable(file)) {
      throw new ClientFailure(ExitCode.FILES, Documents.unreadable(file, missing(file)));
    }
    return new Rows(file, media(file, type == null ? ending(file) : type));
  }

  /** The input as the server stored it. */
  JsonNode upload(Api api, String namespace) throws InterruptedException {
    Route inputs = Route.of("v1", "inputs").with("namespace", namespace);
    return api.send(Call.sending("POST", inputs, type, body()).longerBy(LONGEST_UPLOAD)).json();
  }

  private static IOException missing(Path file) {
    return Files.exists(file)
        ? new AccessDeniedException(file.toString())
        : new NoSuchFileException(file.toString());
  }

  private BodyPublisher body() {
    try {
      return file.equals(Documents.STANDARD_INPUT)
          ? BodyPublishers.ofInputStream(() -> System.in)
          : BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new ClientFailure(ExitCode.FILES, Documents.unreadable(file, e), e);
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return file.equals(Documents.STANDARD_INPUT)
        ? "csv"
        : name.substring(name.lastIndexOf('.') + 1);
  }

  private static String media(Path file, String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "csv" -> "text/csv";
      case "ndjson", "jsonl" -> "application/x-ndjson";
      default ->
          throw new ClientFailure(
              ExitCode.USAGE,
              "%s is neither .csv nor .ndjson: say with --input-type csv or --input-type ndjson what it is."
                  .formatted(file));
    };
  }
}
