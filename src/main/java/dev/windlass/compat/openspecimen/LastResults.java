package dev.windlass.compat.openspecimen;

import dev.windlass.job.JobHeader;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.Freshness;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobRow;
import dev.windlass.view.SubJobs;
import dev.windlass.view.ViewPosition;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A line for each sub-job, with what its last operation returned, or why it failed. */
@ApplicationScoped
class LastResults implements RunOutput {
  private static final int PAGE = 1000;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader("index", "status", "result", "error").get();

  private final SubJobs subJobs;
  private final Freshness freshness;
  private final String topic;
  private final int partitions;
  private final Duration wait;

  LastResults(SubJobs subJobs, Freshness freshness, WireConfig wire, OpenSpecimenConfig config) {
    this.subJobs = subJobs;
    this.freshness = freshness;
    this.topic = wire.names().results();
    this.partitions = wire.partitions();
    this.wait = config.resultsWait();
  }

  /** One that nothing was done for, or whose results a stop has thrown away, has none. */
  @Override
  public boolean exists(BatchJobRow ended) {
    return ended.header().operationsDone() > 0;
  }

  @Override
  public StreamingOutput csv(BatchJobRow ended) {
    JobHeader job = ended.header();
    Instant end = job.stopTime() == null ? ended.eventAt() : job.stopTime();
    return arrived(job, end) ? out -> write(job, out) : null;
  }

  private void write(JobHeader job, OutputStream out) throws IOException {
    CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), FORMAT);
    int last = -1;
    List<SubJobRow> page;
    do {
      page = subJobs.list(job, Set.of(), last, PAGE);
      Map<Integer, OperationRow> operations = subJobs.lastOperations(job, page);
      for (SubJobRow subJob : page) {
        OperationRow operation = operations.get(subJob.index());
        csv.printRecord(
            subJob.index(),
            subJob.status().label(),
            operation == null ? null : operation.output(),
            operation == null ? null : operation.error());
        last = subJob.index();
      }
    } while (page.size() == PAGE);
    csv.flush();
  }

  /**
   * Results are written before the progress that counts them, so that a view which holds all that
   * was in their log at the end holds all of them.
   */
  private boolean arrived(JobHeader job, Instant end) {
    long until = System.nanoTime() + wait.toNanos();
    int partition = job.id().partition(partitions);
    while (!holds(partition, end)) {
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  private boolean holds(int partition, Instant end) {
    return freshness.positions().stream()
        .filter(position -> position.topic().equals(topic) && position.partition() == partition)
        .map(ViewPosition::currentAt)
        .anyMatch(currentAt -> currentAt != null && !currentAt.isBefore(end));
  }
}
