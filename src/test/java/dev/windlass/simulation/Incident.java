package dev.windlass.simulation;

import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import java.time.Duration;

/** Something that befalls a simulation at an instant; numbers are taken modulo what there is. */
public sealed interface Incident {
  /** Milliseconds since the start. */
  int at();

  record Ask(int at, int job, DirectiveKind directive, Directive.Options options)
      implements Incident {}

  record WorkerDies(int at, int worker, int restartsAfter) implements Incident {}

  record WorkerFreezes(int at, int worker, int millis) implements Incident {}

  record WorkerIsCutOff(int at, int worker, int millis) implements Incident {}

  /** The next answer of the coordinator to it is lost. */
  record AnswerIsLost(int at, int worker) implements Incident {}

  /** When it has read the next answer, and before it tells anything of it. */
  record WorkerDiesAtItsNextAnswer(int at, int worker, int restartsAfter) implements Incident {}

  /** When its next claim is in the log, and before it knows. */
  record WorkerDiesAtItsNextClaim(int at, int worker, int restartsAfter) implements Incident {}

  record CoordinatorDies(int at, int coordinator, int takenOverAfter) implements Incident {}

  record CoordinatorFreezes(int at, int coordinator, int millis) implements Incident {}

  record CoordinatorIsCutOff(int at, int coordinator, int millis) implements Incident {}

  record ProjectionDies(int at, int projection, int restartsAfter) implements Incident {}

  record ProjectionFreezes(int at, int projection, int millis) implements Incident {}

  record DatabaseIsAway(int at, int millis) implements Incident {}

  record BrokerIsAway(int at, int millis) implements Incident {}

  enum Slow {
    CONTROL,
    GRANTS,
    CLAIMS,
    PROGRESS,
    RESULTS,
    EVENTS,
    DIRECTIVES
  }

  record TopicIsSlow(int at, Slow topic, int millis) implements Incident {}

  record TasksExpire(int at) implements Incident {}

  /** From then on so many are lost, or come twice. */
  record QueueIsUnreliable(int at, double losing, double doubling) implements Incident {}

  /** The wall clock of a machine: workers first, then coordinators. */
  record ClockJumps(int at, int machine, int millis) implements Incident {}

  /** One process is replaced by a later version, which writes more than this one knows. */
  record NewerVersion(int at, int machine) implements Incident {}

  /** The batch job is asked for a second time, with the same id. */
  record AskedAgain(int at, int job) implements Incident {}

  /** Progress of a grant by one who was not given it. */
  record ForgedProgress(int at, int job) implements Incident {}

  default Duration time() {
    return Duration.ofMillis(at());
  }
}
