package dev.windlass.job;

/**
 * The statuses of a sub-job, each with the letter that stands for it in a page. {@link #GRANTED} is
 * the coordinator's own: granted and not begun, which everybody else sees as waiting.
 */
public enum SubJobStatus {
  CREATED('n', "created"),
  WAITING('w', "waiting"),
  GRANTED('g', "waiting"),
  RUNNING('r', "running"),
  PAUSED('p', "paused"),
  STOPPED('s', "stopped"),
  COMPLETED('c', "completed"),
  COMPLETED_WITH_ERRORS('e', "completed"),
  FAILED('f', "failed"),
  INVALID('i', "invalid");

  private static final SubJobStatus[] BY_LETTER = new SubJobStatus[128];

  static {
    for (SubJobStatus status : values()) {
      BY_LETTER[status.letter] = status;
    }
  }

  private final char letter;
  private final String label;

  SubJobStatus(char letter, String label) {
    this.letter = letter;
    this.label = label;
  }

  public char letter() {
    return letter;
  }

  public String label() {
    return label;
  }

  public boolean ended() {
    return this == COMPLETED || this == COMPLETED_WITH_ERRORS || this == FAILED || this == INVALID;
  }

  /** A claim may be answered with it. */
  public boolean grantable() {
    return this == WAITING || this == PAUSED || this == STOPPED;
  }

  /** A worker has it: it must not be granted a second time. */
  public boolean held() {
    return this == GRANTED || this == RUNNING;
  }

  /** What everybody but the coordinator sees. */
  public SubJobStatus shown() {
    return this == GRANTED ? WAITING : this;
  }

  public static SubJobStatus ofLetter(char letter) {
    SubJobStatus status = letter < BY_LETTER.length ? BY_LETTER[letter] : null;
    if (status == null) {
      throw new IllegalArgumentException(
          "'" + letter + "' is not the letter of a sub-job's status");
    }
    return status;
  }
}
