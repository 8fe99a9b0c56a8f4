package dev.windlass.compat.voiceagent;

import dev.windlass.job.JobHeader;

/** The numbers in addresses. What is no number names nothing, as with the product: 404. */
final class Numbers {
  private static final int MOST_PER_SECOND = 1_000_000;

  private Numbers() {}

  /** One where nothing is said. */
  static int concurrent(String text) {
    return text == null ? 1 : within("concurrent", text, JobHeader.MOST_SUB_JOBS);
  }

  /** Null where nothing is said: all at once. */
  static Double jobsPerSecond(String text) {
    return text == null ? null : Double.valueOf(within("jobsPerSecond", text, MOST_PER_SECOND));
  }

  private static int within(String name, String text, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Answer.notFound();
    }
    throw Answer.notAcceptable("Received invalid " + name + " value: " + text);
  }
}
