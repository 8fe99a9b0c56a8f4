package dev.windlass.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Failures that are the same but for numbers, ids and what is quoted. Pure. */
public final class FailureGroups {
  private static final int SAMPLES = 3;
  private static final String ANY = "…";

  /** What is quoted, ids, addresses, times and other numbers: what differs from row to row. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "'[^']*'|\"[^\"]*\"|\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b"
              + "|\\b(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{8,}\\b|\\d+");

  private FailureGroups() {}

  /** A failed operation. */
  public record Failure(int index, long iteration, String caseId, Instant at, String error) {}

  /**
   * @param message what its failures have in common, with … for what differs
   * @param samples the newest of them
   */
  public record Group(
      String message, int failures, Instant firstAt, Instant lastAt, List<Failure> samples) {}

  /** The most frequent first; {@code newestFirst} is the order of what is given. */
  public static List<Group> of(List<Failure> newestFirst) {
    Map<String, List<Failure>> groups = new LinkedHashMap<>();
    for (Failure failure : newestFirst) {
      groups.computeIfAbsent(pattern(failure.error()), p -> new ArrayList<>()).add(failure);
    }
    return groups.entrySet().stream()
        .map(group -> group(group.getKey(), group.getValue()))
        .sorted(Comparator.comparingInt(Group::failures).reversed())
        .toList();
  }

  static String pattern(String error) {
    return VARIABLE.matcher(error).replaceAll(ANY);
  }

  private static Group group(String pattern, List<Failure> failures) {
    String newest = failures.getFirst().error();
    boolean same = failures.stream().allMatch(f -> f.error().equals(newest));
    return new Group(
        same ? newest : pattern,
        failures.size(),
        failures.getLast().at(),
        failures.getFirst().at(),
        failures.subList(0, Math.min(SAMPLES, failures.size())));
  }
}
