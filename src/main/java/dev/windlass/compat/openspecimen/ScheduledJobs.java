package dev.windlass.compat.openspecimen;

import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.Documents.Kind;
import dev.windlass.control.Namespaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The scheduled jobs, each with its name and its schedule. */
@ApplicationScoped
class ScheduledJobs {
  private static final Kind<ScheduledJob> KIND =
      new Kind<>("openspecimen-job", ScheduledJob.class).asAudited();
  private static final String PARENT = "jobs";
  private static final int PAGE = 500;

  private final Documents documents;
  private final JobNames names;
  private final Tasks tasks;
  private final JobSchedules schedules;
  private final Namespaces namespaces;
  private final String namespace;

  ScheduledJobs(
      Documents documents,
      JobNames names,
      Tasks tasks,
      JobSchedules schedules,
      Namespaces namespaces,
      OpenSpecimenConfig config) {
    this.documents = documents;
    this.names = names;
    this.tasks = tasks;
    this.schedules = schedules;
    this.namespaces = namespaces;
    this.namespace = config.namespace();
  }

  /** A job and its id. */
  record Known(long id, ScheduledJob job) {}

  /** Which jobs a list holds; null asks for nothing. */
  record Filter(String query, ScheduledJob.Type type) {
    boolean takes(ScheduledJob job) {
      return !job.deleted()
          && (type == null || job.type() == type)
          && (query == null
              || job.name().toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT)));
    }
  }

  /** In the order of their creation. */
  List<Known> list(Filter filter, int startAt, int most) {
    return all(filter).skip(startAt).limit(most).toList();
  }

  long count(Filter filter) {
    return all(filter).count();
  }

  /** Also one that is deleted. */
  Known get(long id) {
    namespaces.require(namespace);
    return documents
        .find(KIND, Long.toString(id))
        .map(ScheduledJobs::known)
        .orElseThrow(() -> unknown(id));
  }

  Known create(ScheduledJob job, Instant now) {
    namespaces.require(namespace);
    DefinitionKey key = tasks.check(job);
    long id = documents.number();
    take(job.name(), id, now);
    try {
      documents.insert(KIND, Long.toString(id), PARENT, job);
      schedules.put(id, job, key);
    } catch (RuntimeException e) {
      documents.delete(KIND, Long.toString(id));
      names.free(job.name(), id);
      throw e;
    }
    return new Known(id, job);
  }

  /** Replaces it; a repeat makes good what was left half done. */
  Known update(long id, ScheduledJob job, Instant now) {
    ScheduledJob old = present(id);
    DefinitionKey key = tasks.check(job);
    take(job.name(), id, now);
    change(id, job);
    if (!JobNames.same(old.name(), job.name())) {
      names.free(old.name(), id);
    }
    DefinitionKey before = tasks.key(old);
    if (before != null && !before.namespace().equals(key.namespace())) {
      schedules.delete(id, before);
    }
    schedules.put(id, job, key);
    return new Known(id, job);
  }

  /** Its document stays, so that its runs can be read. */
  Known delete(long id, Instant now) {
    ScheduledJob old = present(id);
    DefinitionKey key = tasks.key(old);
    if (key != null) {
      schedules.delete(id, key);
    }
    ScheduledJob deleted = old.asDeleted(now);
    documents.retire(KIND, Long.toString(id), kept -> unlessDeleted(id, kept, deleted));
    names.free(old.name(), id);
    return new Known(id, deleted);
  }

  private ScheduledJob present(long id) {
    ScheduledJob job = get(id).job();
    if (job.deleted()) {
      throw unknown(id);
    }
    return job;
  }

  private void change(long id, ScheduledJob job) {
    documents.change(KIND, Long.toString(id), old -> unlessDeleted(id, old, job));
  }

  private static ScheduledJob unlessDeleted(long id, ScheduledJob kept, ScheduledJob becomes) {
    if (kept.deleted()) {
      throw unknown(id);
    }
    return becomes;
  }

  private void take(String name, long id, Instant now) {
    if (!names.take(name, id, this::uses, now)) {
      throw new UserError(
          ErrorCode.DUP_JOB_NAME, "there is a scheduled job of the name '" + name + "'");
    }
  }

  private boolean uses(long id, String name) {
    return documents
        .find(KIND, Long.toString(id))
        .filter(stored -> JobNames.same(stored.body().name(), name))
        .isPresent();
  }

  /** Read page by page, as far as they are wanted. */
  private Stream<Known> all(Filter filter) {
    return Stream.iterate(page(null), page -> !page.isEmpty(), page -> page(page.getLast()))
        .flatMap(List::stream)
        .filter(document -> filter.takes(document.body()))
        .map(ScheduledJobs::known);
  }

  private List<Document<ScheduledJob>> page(Document<ScheduledJob> after) {
    namespaces.require(namespace);
    return documents.list(KIND, PARENT, after, PAGE);
  }

  private static Known known(Document<ScheduledJob> document) {
    return new Known(Long.parseLong(document.id()), document.body());
  }

  private static UserError unknown(long id) {
    return new UserError(ErrorCode.NOT_FOUND, "there is no scheduled job " + id);
  }
}
