package dev.windlass.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant, or how long ago it was: {@code 2h}. */
public final class Past implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return text.contains("T") && !text.startsWith("P")
          ? Instant.parse(text)
          : Instant.now().minus(new Durations().convert(text));
    } catch (DateTimeException | TypeConversionException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is neither an instant such as 2026-01-31T12:00:00Z nor a time ago such as 2h");
    }
  }
}
