package dev.windlass.compat.web3;

import dev.windlass.control.Documents;
import java.time.Instant;

/**
 * Which batch job stands for a job that was changed, and who submitted it when; kept as a document
 * under the job's id. The arguments of a batch job never change, and it never goes back to created:
 * so another one takes its place.
 *
 * <p>A change is written here before anything is done, one at a time. The deletion of the batch job
 * decides: as soon as it is gone, {@code change.next} stands, whether or not whoever made the
 * change is still there to write it down.
 *
 * @param batchJob the batch job that stands for the job, unless it is gone and a change says more
 * @param change what is being done; null for nothing
 */
record Standing(String batchJob, Change change, Instant created, String identity) {
  static final Documents.Kind<Standing> KIND =
      Documents.Kind.inNamespace("web3-job", Standing.class);

  /** The label of a batch job that took another's place: the id of the job that it stands for. */
  static final String LABEL = "web3-job";

  /**
   * @param next the batch job that is to stand, parked until it does; null in a cancel
   */
  record Change(String id, String next, Instant since) {}

  Standing with(String newBatchJob, Change newChange) {
    return new Standing(newBatchJob, newChange, created, identity);
  }

  boolean changesTo(String id) {
    return change != null && id.equals(change.next());
  }
}
