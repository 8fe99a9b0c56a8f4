package dev.windlass.compat.voiceagent;

import static dev.windlass.compat.voiceagent.Status.*;

import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobStatus;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a client may ask of a batch job, and in which statuses the product does it. */
enum Verb {
  START(DirectiveKind.START, "starting", EnumSet.complementOf(EnumSet.of(RESTARTING))),
  STOP(DirectiveKind.STOP, "stopping", EnumSet.of(STARTING, RESTARTING, RUNNING, PAUSING)),
  PAUSE(DirectiveKind.PAUSE, "pausing", EnumSet.of(STARTING, RESTARTING, RUNNING)),
  UNPAUSE(DirectiveKind.UNPAUSE, "unpausing", EnumSet.of(PAUSED, STOPPED));

  private final DirectiveKind directive;
  private final String doing;
  private final Set<Status> in;

  Verb(DirectiveKind directive, String doing, Set<Status> in) {
    this.directive = directive;
    this.doing = doing;
    this.in = in;
  }

  /** As the last segment of an address has it. */
  static Optional<Verb> ofSegment(String segment) {
    return Stream.of(values()).filter(verb -> verb.segment().equals(segment)).findFirst();
  }

  String segment() {
    return name().toLowerCase(Locale.ROOT);
  }

  DirectiveKind directive() {
    return directive;
  }

  Set<Status> in() {
    return in;
  }

  Set<JobStatus> onlyIf() {
    return Status.statuses(in);
  }

  /** Those in which sub-jobs run, where this is a start. */
  Set<JobStatus> rateHasNoEffectIn() {
    return this == START ? Status.statuses(EnumSet.of(RUNNING, PAUSING, STOPPING)) : Set.of();
  }

  /** Only these two begin something. */
  boolean takesRate() {
    return this == START || this == UNPAUSE;
  }

  /** The product's own sentence; that of a stop leaves a word out. */
  String refusal(JobKind kind, String status) {
    JobKind named = this == STOP ? JobKind.JOB : kind;
    return "Invalid status for %s %s. %s status: %s"
        .formatted(doing, kind.words(), named.sentence(), status);
  }
}
