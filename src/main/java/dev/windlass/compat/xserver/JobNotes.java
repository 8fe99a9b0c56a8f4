package dev.windlass.compat.xserver;

import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.Documents.Kind;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What this door has done with a batch job and no event tells: fetched it, promised its deletion. A
 * note speaks of one epoch; one that was started again is as if nobody had touched it.
 */
@ApplicationScoped
class JobNotes {
  private static final String ALL = "all";
  private static final Kind<Note> NOTES = new Kind<>("xserver-job", Note.class);
  private static final Kind<Due> DUE = new Kind<>("xserver-due", Due.class);

  private final Documents documents;

  JobNotes(Documents documents) {
    this.documents = documents;
  }

  /** Both times are null where it was not done. */
  @RegisterForReflection
  record Note(int epoch, Instant fetchedAt, Instant deletedAt) {
    Note fetched(Instant now) {
      return fetchedAt == null ? new Note(epoch, now, deletedAt) : this;
    }

    Note deleted(Instant now) {
      return deletedAt == null ? new Note(epoch, fetchedAt, now) : this;
    }
  }

  /** A batch job that was fetched, and is to be deleted some time after that. */
  @RegisterForReflection
  record Due(String job, int epoch, Instant fetchedAt) {}

  Note of(JobHeader header) {
    return documents
        .find(NOTES, header.id().toString())
        .map(Document::body)
        .filter(note -> note.epoch() == header.epoch())
        .orElse(new Note(header.epoch(), null, null));
  }

  /**
   * The first fetch counts. What is due is written first: a crash between the two deletes a batch
   * job whose results are on their way, and forgets none for ever.
   */
  void fetched(JobHeader header, Instant now) {
    Due due = new Due(header.id().toString(), header.epoch(), now);
    documents.insert(DUE, due.job() + "/" + due.epoch(), ALL, due);
    note(header, note -> note.fetched(now));
  }

  void deleted(JobHeader header, Instant now) {
    note(header, note -> note.deleted(now));
  }

  /** Those that were fetched first come first. */
  List<Document<Due>> due(int most) {
    return documents.list(DUE, ALL, null, most);
  }

  void settled(Document<Due> due) {
    documents.delete(DUE, due.id());
  }

  /** Forgets those of batch jobs that are long gone; false where there may be more of them. */
  boolean forget(Instant before, int most) {
    List<Document<Note>> oldest = documents.list(NOTES, ALL, null, most);
    List<Document<Note>> old =
        oldest.stream().filter(note -> note.updatedAt().isBefore(before)).toList();
    old.forEach(note -> documents.delete(NOTES, note.id()));
    return old.size() < most;
  }

  private void note(JobHeader header, UnaryOperator<Note> change) {
    JobId id = header.id();
    Note fresh = change.apply(new Note(header.epoch(), null, null));
    Optional<Document<Note>> inserted = documents.insert(NOTES, id.toString(), ALL, fresh);
    if (inserted.isEmpty()) {
      documents.change(
          NOTES,
          id.toString(),
          note -> note.epoch() == header.epoch() ? change.apply(note) : fresh);
    }
  }
}
