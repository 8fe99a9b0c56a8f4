package dev.windlass.cli.client;

/** How a command ended, for scripts. The list is closed: each code has one meaning everywhere. */
public enum ExitCode {
  FINE(0, "It is done."),
  ENDED_BADLY(
      1, "The batch job ended as failed, stopped or invalid, or some of its operations failed."),
  USAGE(2, "The command line, a file given to it or the configuration is wrong."),
  REFUSED(3, "The server refused it (HTTP 400, 401, 403, 409, 412, 422 and the like)."),
  NOT_FOUND(4, "There is no such thing, or it was deleted (HTTP 404, 410)."),
  UNAVAILABLE(5, "The server can't be reached, or can't answer now (HTTP 429, 5xx)."),
  TIMED_OUT(6, "The time given by --timeout is over; what was asked for goes on."),
  FILES(7, "A file on this machine can't be read or written."),
  ALTERED(8, "`audit verify` found that the audit is not as it was written."),
  BROKEN(70, "A mistake in this program; its stack trace is worth a report."),
  INTERRUPTED(130, "Ctrl-C, or a question that was not answered with yes.");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }

  /** Of an answer that is no success. */
  static ExitCode ofStatus(int status) {
    if (status == 404 || status == 410) {
      return NOT_FOUND;
    }
    return status == 429 || status >= 500 ? UNAVAILABLE : REFUSED;
  }

  /** Of several things done one after the other: that of the first that did not go well. */
  public ExitCode and(ExitCode next) {
    return this == FINE ? next : this;
  }
}
