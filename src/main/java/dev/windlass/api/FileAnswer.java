package dev.windlass.api;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.ResultFiles;
import dev.windlass.result.ResultFile;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as an answer: whole, a range of it, or nothing where the client has it. Of several ranges
 * at once the whole file is the answer, which HTTP allows.
 */
record FileAnswer(ResultFile file, String name) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** From this byte on, so many of them. */
  record Part(long from, long length) {}

  Response to(HttpHeaders headers, ResultFiles files) {
    if (knows(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
      return Response.notModified().header(HttpHeaders.ETAG, etag()).build();
    }
    Part whole = new Part(0, file.size());
    Part part = isAsked(headers) ? part(headers.getHeaderString("Range")) : whole;
    Response.ResponseBuilder answer =
        Response.status(part.equals(whole) ? 200 : 206)
            .entity(files.read(file, part.from(), part.length()))
            .type("text/csv;charset=UTF-8")
            .header(HttpHeaders.CONTENT_LENGTH, part.length())
            .header("Accept-Ranges", "bytes")
            .header(HttpHeaders.ETAG, etag())
            .header(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + plain(name) + "\"");
    if (!part.equals(whole)) {
      long last = part.from() + part.length() - 1;
      String range = "bytes %d-%d/%d".formatted(part.from(), last, file.size());
      answer.header("Content-Range", range);
    }
    return answer.build();
  }

  /** Nothing that ends the quotes or the header, and nothing that leads elsewhere. */
  static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.startsWith(".") ? "_" + plain : plain;
  }

  /** A file never changes under its name, but for one that was made again after it was lost. */
  String etag() {
    return "\"%s-%d-%d\""
        .formatted(file.name().file(), file.size(), file.storedAt().toEpochMilli());
  }

  /** With If-Range, a range of another file than the client began with is no use to it. */
  private boolean isAsked(HttpHeaders headers) {
    String ifRange = headers.getHeaderString("If-Range");
    return headers.getHeaderString("Range") != null && (ifRange == null || ifRange.equals(etag()));
  }

  private boolean knows(String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .anyMatch(known -> known.equals("*") || known.equals(etag()));
  }

  Part part(String range) {
    Matcher asked = RANGE.matcher(range.strip());
    long size = file.size();
    if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
      return new Part(0, size);
    }
    if (asked.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(asked.group(2)));
      return satisfied(new Part(size - last, last), range);
    }
    long from = Long.parseLong(asked.group(1));
    long to =
        asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
    return satisfied(new Part(from, to - from + 1), range);
  }

  private Part satisfied(Part part, String range) {
    if (part.length() <= 0 || part.from() >= file.size()) {
      throw new Refusal(
              ProblemCode.RANGE_NOT_SATISFIABLE,
              "the file has %d bytes, asked for was %s".formatted(file.size(), range))
          .with("size", file.size());
    }
    return part;
  }
}
