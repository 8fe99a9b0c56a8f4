package dev.windlass.compat.xserver;

import dev.windlass.compat.xserver.JobNotes.Note;
import dev.windlass.job.JobHeader;
import java.time.Duration;
import java.time.Instant;

/** How long a job that was fetched or deleted is known, and what is said of it until then. */
record Memory(Duration afterFetch, Duration afterDeletion) {
  /** {@code eventAt}: the end of one whose end is not told because it was reset. */
  JobJson show(JobHeader header, Instant eventAt, Note note, Instant now) {
    JobState state = note.deletedAt() == null ? JobState.of(header) : JobState.DELETED;
    if (!now.isBefore(knownUntil(state, eventAt, note))) {
      return JobJson.unknown(header.id().toString());
    }
    return JobJson.of(header, state, state.finished() ? end(header, eventAt, note) : now);
  }

  private Instant knownUntil(JobState state, Instant eventAt, Note note) {
    if (note.deletedAt() != null) {
      return note.deletedAt().plus(afterDeletion);
    }
    if (note.fetchedAt() != null) {
      return note.fetchedAt().plus(afterFetch);
    }
    return state == JobState.DELETED ? eventAt.plus(afterDeletion) : Instant.MAX;
  }

  private static Instant end(JobHeader header, Instant eventAt, Note note) {
    Instant end = header.stopTime();
    if (note.deletedAt() != null) {
      return end != null && end.isBefore(note.deletedAt()) ? end : note.deletedAt();
    }
    return end == null ? eventAt : end;
  }
}
