package dev.windlass.compat;

import dev.windlass.job.JobStatus;
import io.restassured.response.Response;
import java.time.Duration;

/**
 * A front door as its clients use it, over HTTP alone: what the rules that all doors keep are tried
 * with. A run is called by whatever the door calls it by; one object is made per test, so that its
 * types, workers or topic maps are nobody else's.
 */
public interface Door {
  /** As in docs/compat. */
  String name();

  /** Where the program listens, as RestAssured takes it; a restart changes it. */
  void at(int port);

  /**
   * Has one sub-job with so many operations, each of which lasts so long, run now.
   *
   * @return what the door calls the run
   */
  String run(int operations, Duration each);

  /** The same for one that exists: what the door calls a native batch job; its definition too. */
  String ofBatchJob(String definition, String batchJob);

  /** What the door says of the run. */
  Response get(String run);

  /** The word, number or members by which the door shows a status, from its answer. */
  String status(Response answer);

  /** What {@link #status} must be of a batch job in this status; section 6.2 of the comparison. */
  String shown(JobStatus status);

  /** Operations done, from the door's answer; -1 where the door tells no number. */
  long done(Response answer);

  /** Asks for an end of the run before its time, in the door's way; null where it has none. */
  Response stop(String run);

  /** Asks for what is not there. */
  Response unknown();

  /** The status code that {@link #unknown} must have. */
  int unknownCode();

  /** Asks of a run that has completed what only one that runs can be asked. */
  Response illegal(String run);

  /** The status code that {@link #illegal} must have. */
  int illegalCode();
}
