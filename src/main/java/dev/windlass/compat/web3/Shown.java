package dev.windlass.compat.web3;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** A job on its way to a client, with what the client may ask again by. */
record Shown(JobStatusRepr job) {
  private static final String NO_SCRIPT = "default-src 'none'; frame-ancestors 'none'";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** One for each representation, and the same up to the hyphen. */
  String tag(Format format) {
    return '"' + Representations.tag(job) + "-" + format.word() + '"';
  }

  static Response.ResponseBuilder answer(int status, Format format, HttpHeaders headers) {
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(format.mediaType(headers.getAcceptableMediaTypes()))
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
            .header("X-Content-Type-Options", "nosniff");
    return format == Format.HTML ? answer.header("Content-Security-Policy", NO_SCRIPT) : answer;
  }

  Response.ResponseBuilder notModified(Format format, HttpHeaders headers) {
    return marked(answer(304, format, headers), format);
  }

  Response.ResponseBuilder answer(
      int status, Format format, HttpHeaders headers, Representations representations) {
    return marked(answer(status, format, headers), format)
        .entity(representations.write(job, format));
  }

  private Response.ResponseBuilder marked(Response.ResponseBuilder answer, Format format) {
    return answer
        .header(HttpHeaders.ETAG, tag(format))
        .header(HttpHeaders.LAST_MODIFIED, HTTP_DATE.format(job.updated()));
  }

  /** If-Modified-Since counts only where there is no If-None-Match. */
  boolean isKnown(Format format, HttpHeaders headers) {
    String tags = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (tags != null) {
      return tags(tags).anyMatch(tag -> tag.equals("*") || weak(tag).equals(tag(format)));
    }
    String since = headers.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE);
    return since != null && !job.updated().truncatedTo(ChronoUnit.SECONDS).isAfter(date(since));
  }

  /** Whichever representation the client has read. */
  void require(String ifMatch) {
    String own = '"' + Representations.tag(job) + "-";
    if (tags(ifMatch).noneMatch(tag -> tag.equals("*") || tag.startsWith(own))) {
      throw new Refusal(
          ProblemCode.VERSION_MISMATCH,
          "job %s is not what it was when it had the ETag %s: read it again"
              .formatted(job.id(), ifMatch));
    }
  }

  private static Stream<String> tags(String header) {
    return Arrays.stream(header.split(",")).map(String::strip);
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /** One that can't be read asks for nothing. */
  private static Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }
}
