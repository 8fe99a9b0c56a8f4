package dev.windlass.view;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures that are the same but for numbers, ids and what is quoted. Pure. */
public final class FailureGroups {
  private static final int SAMPLES = 3;
  private static final String ANY = "…";

  /**
   * What differs from row to row: what is quoted, what an address asks its host for, ids, and
   * numbers, but for those that say what happened.
   */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "'[^']*'|\"[^\"]*\"|(?<=://[^\\s/?]{1,255})[/?]\\S*"
              + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b"
              + "|\\b(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{8,}\\b"
              + "|(?<!\\b(?:answered|with|status|code) )(?<!\\d)\\d+");

  private FailureGroups() {}

  /** A failed operation. */
  @RegisterForReflection
  public record Failure(int index, long iteration, String caseId, Instant at, String error) {}

  /**
   * @param message what its failures have in common, with … for what differs
   * @param samples the newest of them
   */
  public record Group(
      String message, int failures, Instant firstAt, Instant lastAt, List<Failure> samples) {}

  /** The most frequent first; {@code newestFirst} is the order of what is given. */
  public static List<Group> of(List<Failure> newestFirst) {
    Map<List<String>, List<Taken>> groups = new LinkedHashMap<>();
    for (Failure failure : newestFirst) {
      Taken taken = new Taken(failure, Parts.of(failure.error()));
      groups.computeIfAbsent(taken.parts().fixed(), p -> new ArrayList<>()).add(taken);
    }
    return groups.values().stream()
        .map(FailureGroups::group)
        .sorted(Comparator.comparingInt(Group::failures).reversed())
        .toList();
  }

  private record Taken(Failure failure, Parts parts) {}

  private static Group group(List<Taken> newestFirst) {
    return new Group(
        newestFirst.stream().map(Taken::parts).reduce(Parts::common).orElseThrow().text(),
        newestFirst.size(),
        newestFirst.getLast().failure().at(),
        newestFirst.getFirst().failure().at(),
        newestFirst.stream().limit(SAMPLES).map(Taken::failure).toList());
  }

  /** A message taken apart: what varies stands between what does not. */
  record Parts(List<String> fixed, List<String> varying) {
    static Parts of(String error) {
      List<String> fixed = new ArrayList<>();
      List<String> varying = new ArrayList<>();
      Matcher found = VARIABLE.matcher(error);
      int end = 0;
      while (found.find()) {
        fixed.add(error.substring(end, found.start()));
        varying.add(found.group());
        end = found.end();
      }
      fixed.add(error.substring(end));
      return new Parts(fixed, varying);
    }

    /** What is the same in both stays as it is. */
    Parts common(Parts other) {
      List<String> same = new ArrayList<>();
      for (int i = 0; i < varying.size(); i++) {
        same.add(varying.get(i).equals(other.varying.get(i)) ? varying.get(i) : ANY);
      }
      return new Parts(fixed, same);
    }

    String text() {
      StringBuilder text = new StringBuilder(fixed.getFirst());
      for (int i = 0; i < varying.size(); i++) {
        text.append(varying.get(i)).append(fixed.get(i + 1));
      }
      return text.toString();
    }
  }
}
