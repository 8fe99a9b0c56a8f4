package dev.windlass.job;

/** Why a directive is refused: the closed list of codes that clients see. */
public enum Refusal {
  UNKNOWN("unknown"),
  GONE("gone"),
  ILLEGAL("illegal-in-status"),
  ONLY_IF("only-if-not-met"),
  EPOCH("epoch-not-expected"),
  ALREADY_QUEUED("already-queued"),
  RUN_IN_PROGRESS("run-in-progress"),
  DELETING("deleting"),
  NOTHING_TO_REPEAT("nothing-to-repeat"),
  MALFORMED("malformed");

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
