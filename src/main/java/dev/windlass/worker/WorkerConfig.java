package dev.windlass.worker;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a worker works. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.worker")
public interface WorkerConfig {
  /** How many grants it runs at a time. */
  @WithDefault("32")
  int slots();

  /** The queues that it serves; all configured ones when nothing is said. */
  Optional<List<String>> queues();

  /** What people call it; the machine's name when nothing is said. */
  Optional<String> name();

  /** How many tasks one request takes from a queue, at most. */
  @WithDefault("8")
  int tasksPerPoll();

  /**
   * How long one poll for tasks lasts, in the broker and here: it sends one fetch and would sleep
   * on after an empty answer. Shorter ones cost idle requests.
   */
  @WithDefault("PT0.2S")
  Duration taskFetchWait();

  /** How long a task that was taken waits for a slot before it goes back. */
  @WithDefault("PT0.2S")
  Duration taskPatience();

  /** How often progress is told while anything is held; well below half a lease. */
  @WithDefault("PT1S")
  Duration progressInterval();

  /** How long a slot is kept for the answer to a claim. */
  @WithDefault("PT5S")
  Duration claimPatience();

  /** What of a grant has not begun after this time goes back. */
  @WithDefault("PT0.5S")
  Duration grantPatience();

  /** How late a sub-job of a paced grant may begin. */
  @WithDefault("PT0.05S")
  Duration paceTolerance();

  /** The next task is claimed when a grant is estimated to end within this time. */
  @WithDefault("PT0.05S")
  Duration claimAhead();

  /** How long running operations may take to end when the worker leaves. */
  @WithDefault("PT20S")
  Duration drainTimeout();

  /** Where input rows are fetched; this process' own API when nothing is said. */
  Optional<String> apiUrl();

  /** The key that it is asked with, of the role {@code worker}. */
  Optional<String> apiKey();

  /**
   * Where {@code {secret.x}} is looked up: a directory for each namespace, with a file for each
   * secret. Without one there are none.
   */
  Optional<String> secretsDirectory();

  /**
   * How many operations of a grant have a step of their own in a trace that is recorded: the others
   * are part of the grant's.
   */
  @WithDefault("1000")
  int tracedOperations();

  /** How many pages of input rows are kept in memory. */
  @WithDefault("64")
  int inputPages();
}
