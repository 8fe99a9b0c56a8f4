package dev.windlass.wire;

import dev.windlass.job.Definition.Priority;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The names of all topics. Strangers on one Kafka get a prefix of their own. */
public record Topics(String prefix) {
  public static final String DEFAULT_PREFIX = "windlass";

  /** What becomes rows. */
  public static final List<TopicKind> PROJECTED =
      List.of(TopicKind.EVENTS, TopicKind.RESULTS, TopicKind.WORKERS, TopicKind.DEAD_LETTERS);

  public String directives() {
    return prefix + ".directives";
  }

  public String tasks(String queue, Priority priority) {
    return prefix + ".tasks." + queue + "." + word(priority);
  }

  /** The share group whose members take the tasks of one queue and priority. */
  public String shareGroup(String queue, Priority priority) {
    return prefix + "-" + queue + "-" + word(priority);
  }

  /**
   * The group of the coordinators; what they keep, and their transactions, are called so and a
   * dash.
   */
  public String coordinator() {
    return prefix + "-coordinator";
  }

  /** A dash and the kind of a topic follow in the group whose members make rows of it. */
  public String projection() {
    return prefix + "-projection";
  }

  public String claims() {
    return prefix + ".claims";
  }

  public String grants() {
    return prefix + ".grants";
  }

  public String progress() {
    return prefix + ".progress";
  }

  public String results() {
    return prefix + ".results";
  }

  public String control() {
    return prefix + ".control";
  }

  public String events() {
    return prefix + ".events";
  }

  public String status() {
    return prefix + ".status";
  }

  public String workers() {
    return prefix + ".workers";
  }

  public String deadLetters() {
    return prefix + ".dead-letters";
  }

  /** The topic of a kind of which there is one. */
  public String of(TopicKind kind) {
    return prefix + "." + Json.word(kind);
  }

  public TopicKind kind(String topic) {
    if (topic == null || !topic.startsWith(prefix + ".")) {
      return TopicKind.OTHER;
    }
    String name = topic.substring(prefix.length() + 1);
    if (name.startsWith("tasks.")) {
      return TopicKind.TASKS;
    }
    return Arrays.stream(TopicKind.values())
        .filter(kind -> kind != TopicKind.OTHER && Json.word(kind).equals(name))
        .findFirst()
        .orElse(TopicKind.OTHER);
  }

  /**
   * Topics whose records lie in the partition of their batch job's slot: they must all have the
   * same number of partitions.
   */
  public List<String> slotted() {
    return List.of(
        directives(), claims(), progress(), control(), events(), results(), status(), grants());
  }

  private static String word(Priority priority) {
    return priority.name().toLowerCase(Locale.ROOT);
  }
}
