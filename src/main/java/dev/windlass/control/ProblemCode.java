package dev.windlass.control;

import java.util.Locale;

/**
 * Every reason for which a request can fail, with the HTTP status that fits it. The list is closed:
 * clients may branch on the code.
 */
public enum ProblemCode {
  MALFORMED_JSON(400, "The body is not JSON"),
  INVALID_REQUEST(400, "The request breaks a rule"),
  INVALID_INPUT(400, "The rows cannot be read"),
  UNAUTHENTICATED(401, "Who asks is not known"),
  FORBIDDEN(403, "Who asks may not do this"),
  NO_SUCH_ROUTE(404, "There is nothing at this address"),
  NOT_AN_API(404, "This process does not play the role api"),
  UNKNOWN_DEFINITION(404, "There is no such definition"),
  UNKNOWN_SCHEDULE(404, "There is no such schedule"),
  UNKNOWN_INPUT(404, "There is no such input"),
  UNKNOWN_BATCH_JOB(404, "There is no such batch job"),
  UNKNOWN_SUB_JOB(404, "There is no such sub-job"),
  UNKNOWN_WORKER(404, "There is no such worker"),
  UNKNOWN_DEAD_LETTER(404, "There is no such dead letter"),
  UNKNOWN_BULK_DIRECTIVE(404, "There is no such bulk directive"),
  UNKNOWN_RESULT(404, "There is no such result"),
  UNKNOWN_API_KEY(404, "There is no such key"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  NOT_ACCEPTABLE(406, "None of the accepted media types can be had here"),
  BODY_TOO_SLOW(408, "The body does not come to its end"),
  DEFINITION_EXISTS(409, "The definition exists"),
  SCHEDULE_EXISTS(409, "The schedule exists"),
  INPUT_IN_USE(409, "Batch jobs use the input"),
  DIRECTIVE_REFUSED(409, "The batch job's status does not allow the directive"),
  SUB_JOB_NOT_DIRECTABLE(409, "A sub-job takes no directive"),
  RUN_IN_PROGRESS(409, "Another run is in progress"),
  RESULT_NOT_READY(409, "The batch job has not ended"),
  ALREADY_REDRIVEN(409, "The dead letter was sent again before"),
  NOT_REDRIVABLE(409, "The dead letter can't be sent again"),
  GONE(410, "The batch job was deleted"),
  POSITION_EXPIRED(410, "The log does not have these events"),
  VERSION_MISMATCH(412, "It has changed since it was read"),
  VIEW_BEHIND(412, "The view has not come that far"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not read here"),
  RANGE_NOT_SATISFIABLE(416, "The file does not have this range"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key stands for another request"),
  TOO_MANY_REQUESTS(429, "Too many requests at a time"),
  RATE_LIMITED(429, "Too many requests in a second"),
  INTERNAL(500, "Something broke on our side"),
  LOG_UNAVAILABLE(503, "Kafka cannot be reached"),
  DATABASE_UNAVAILABLE(503, "Postgres cannot be reached"),
  DATABASE_BUSY(503, "Postgres takes too long"),
  RESULTS_BEHIND(503, "The view does not have all results yet"),
  RESULT_STORE_UNAVAILABLE(503, "The result store cannot be reached"),
  TOO_MANY_UPLOADS(503, "Too many uploads at a time"),
  TOO_MANY_WATCHERS(503, "Too many who watch at a time");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** As clients read it: {@code UNKNOWN_INPUT} is {@code unknown-input}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
