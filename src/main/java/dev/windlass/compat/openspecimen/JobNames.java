package dev.windlass.compat.openspecimen;

import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.Documents.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Who has which name, whatever its case: a document per name, so that two can't both take it. */
@ApplicationScoped
class JobNames {
  private static final Kind<Holder> KIND = new Kind<>("openspecimen-job-name", Holder.class);
  private static final String PARENT = "names";

  /** Who took a name and has not stored a job by then has died in between. */
  private static final Duration UNUSED = Duration.ofMinutes(1);

  private final Documents documents;

  JobNames(Documents documents) {
    this.documents = documents;
  }

  record Holder(long job) {}

  /** Whether a job has this name now. */
  interface Use {
    boolean by(long job, String name);
  }

  /** False where another job has it. */
  boolean take(String name, long job, Use use, Instant now) {
    if (documents.insert(KIND, id(name), PARENT, new Holder(job)).isPresent()) {
      return true;
    }
    Optional<Document<Holder>> taken = documents.find(KIND, id(name));
    if (taken.isPresent() && stands(taken.get(), name, job, use, now)) {
      return taken.get().body().job() == job;
    }
    long seen = taken.map(document -> document.body().job()).orElse(job);
    return documents
        .change(KIND, id(name), holder -> holder.job() == seen ? new Holder(job) : holder)
        .filter(document -> document.body().job() == job)
        .isPresent();
  }

  void free(String name, long job) {
    if (documents.find(KIND, id(name)).filter(taken -> taken.body().job() == job).isPresent()) {
      documents.delete(KIND, id(name));
    }
  }

  static boolean same(String name, String other) {
    return id(name).equals(id(other));
  }

  private static boolean stands(
      Document<Holder> taken, String name, long job, Use use, Instant now) {
    long holder = taken.body().job();
    return holder == job || use.by(holder, name) || taken.updatedAt().isAfter(now.minus(UNUSED));
  }

  private static String id(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
