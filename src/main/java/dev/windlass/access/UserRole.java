package dev.windlass.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody may do; the first four include what stands before them. */
public enum UserRole {
  /** Reads everything. */
  VIEWER,
  /** Creates batch jobs, uploads inputs and gives directives. */
  OPERATOR,
  /** Changes definitions and schedules. */
  EDITOR,
  /** Makes keys for others. */
  ADMINISTRATOR,
  /** Reads the rows of inputs, and nothing else. */
  WORKER,
  /** Reads the metrics, and nothing else; only who reaches all namespaces does. */
  METRICS;

  /** The words of the roles, as annotations need them. */
  public static final String VIEWS = "viewer";

  public static final String OPERATES = "operator";
  public static final String EDITS = "editor";
  public static final String ADMINISTERS = "administrator";
  public static final String WORKS = "worker";

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all that it includes. */
  Set<String> words() {
    Set<UserRole> included =
        switch (this) {
          case WORKER, METRICS -> EnumSet.of(this);
          case VIEWER, OPERATOR, EDITOR -> EnumSet.range(VIEWER, this);
          case ADMINISTRATOR -> EnumSet.allOf(UserRole.class);
        };
    return included.stream().map(UserRole::word).collect(Collectors.toUnmodifiableSet());
  }

  /** May one of this role give it to others? Nobody gives what he does not have. */
  public boolean includes(UserRole other) {
    return words().contains(other.word());
  }
}
