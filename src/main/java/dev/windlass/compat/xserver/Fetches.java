package dev.windlass.compat.xserver;

import dev.windlass.compat.xserver.Catalogue.Operation;
import dev.windlass.compat.xserver.Jobs.Known;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.ResultsFrontier;
import dev.windlass.job.JobHeader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Gives the results of finished jobs away; from then on a job is not known for long. */
@ApplicationScoped
class Fetches {
  private final Jobs jobs;
  private final JobNotes notes;
  private final ResultsFrontier frontier;

  Fetches(Jobs jobs, JobNotes notes, ResultsFrontier frontier) {
    this.jobs = jobs;
    this.notes = notes;
    this.frontier = frontier;
  }

  /** The batch job whose results are the answer; a failed one's reason is the fault. */
  JobHeader fetch(Operation operation, String id) {
    Known known = jobs.find(id).orElseThrow(() -> Fault.unknownId(id));
    JobHeader header = known.row().header();
    requireSameType(operation, header);
    switch (known.job().status()) {
      case QUEUING, RUNNING, STOPPING ->
          throw new Fault(
              Fault.Kind.NOT_FINISHED, "job " + id + " is " + known.job().status() + " yet");
      case DELETED, UNKNOWN -> throw Fault.unknownId(id);
      case FAILED -> {
        notes.fetched(header, Instant.now());
        throw new Fault(Fault.Kind.PROCESSING, reason(header)).with("jobId", id);
      }
      case SUCCEEDED -> frontier.await(header.id());
    }
    notes.fetched(header, Instant.now());
    return header;
  }

  private static void requireSameType(Operation operation, JobHeader header) {
    DefinitionKey definition = new DefinitionKey(header.namespace(), header.definition());
    if (!definition.equals(operation.definition())) {
      throw new Fault(
              Fault.Kind.INVALID_FETCH_TYPE,
              operation.fetch() + " does not fetch what job " + header.id() + " calculates")
          .with("jobId", header.id().toString());
    }
  }

  private static String reason(JobHeader header) {
    return header.failureReason() == null
        ? "the job was stopped before anything was calculated"
        : header.failureReason();
  }
}
