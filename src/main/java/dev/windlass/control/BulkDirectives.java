package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.access.Reach;
import dev.windlass.control.BulkDirective.Asked;
import dev.windlass.control.BulkDirective.Asker;
import dev.windlass.control.BulkDirective.Item;
import dev.windlass.control.BulkDirective.State;
import dev.windlass.job.JobStatus;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.BatchJobs.Found;
import dev.windlass.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One directive to many batch jobs, worked off in the background and answered for each. */
@ApplicationScoped
public class BulkDirectives {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SAMPLE = 10;

  private final Database database;
  private final BatchJobs jobs;
  private final BulkRunner runner;
  private final Access access;
  private final AuditNotes notes;
  private final int most;

  BulkDirectives(
      Database database,
      BatchJobs jobs,
      BulkRunner runner,
      Access access,
      AuditNotes notes,
      ControlConfig config) {
    this.database = database;
    this.jobs = jobs;
    this.runner = runner;
    this.access = access;
    this.notes = notes;
    this.most = config.bulkMost();
  }

  public BulkPreview preview(Asked asked) {
    Map<JobStatus, Integer> byStatus = new EnumMap<>(JobStatus.class);
    found(asked.selector())
        .forEach(found -> byStatus.merge(JobStatus.ofLabel(found.status()), 1, Integer::sum));
    return new BulkPreview(asked, byStatus, sample(asked.selector()));
  }

  /**
   * It is for those that are found now, and begins when it is stored.
   *
   * @param clientKey the client's idempotency key, or null: a repeat must ask for the same
   */
  public BulkDirective create(Asked asked, String clientKey, String requestedBy) {
    Asker asker = new Asker(requestedBy, access.reach());
    String key = own(clientKey, asker);
    String hash = JobIds.hash(Json.write(asked));
    Optional<BulkDirective> before = key == null ? Optional.empty() : before(key, hash);
    if (before.isPresent()) {
      return before.get();
    }
    BulkDirective stored = store(asked, targets(asked.selector()), key, hash, asker);
    runner.wake();
    return stored;
  }

  public BulkDirective get(String id) {
    return database.transaction(
        connection ->
            BulkRows.find(connection, id).filter(this::isShown).orElseThrow(() -> unknown(id)));
  }

  /** Newest first, those before {@code after}, which is null for the beginning. */
  public List<BulkDirective> list(BulkDirective.Place after, int limit) {
    Reach reach = access.reach();
    Asker by = reach.all() ? null : new Asker(access.identity().name(), reach);
    return database.transaction(connection -> BulkRows.list(connection, by, after, limit));
  }

  /** In the order in which they are sent; {@code state} null stands for all. */
  public List<Item> items(BulkDirective bulk, State state, int after, int limit) {
    return database.transaction(
        connection -> BulkRows.items(connection, bulk.id(), state, after, limit));
  }

  /** A slice of those that have ended and were asked for before that instant. */
  public int forget(Instant before, int most) {
    return database.transaction(connection -> BulkRows.forget(connection, before, most));
  }

  private Optional<BulkDirective> before(String key, String hash) {
    return database.transaction(connection -> before(connection, key, hash));
  }

  private static Optional<BulkDirective> before(Connection connection, String key, String hash)
      throws SQLException {
    Optional<BulkRows.Keyed> keyed = BulkRows.keyed(connection, key);
    if (keyed.isPresent() && !keyed.get().hash().equals(hash)) {
      throw new Refusal(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "the Idempotency-Key '" + key + "' was used before with another body")
          .with("bulkDirectiveId", keyed.get().bulk().id());
    }
    return keyed.map(BulkRows.Keyed::bulk);
  }

  private BulkDirective store(
      Asked asked, List<UUID> targets, String key, String hash, Asker asker) {
    Instant now = Times.now();
    String id = "bd_" + SortableId.of(now, RANDOM);
    Instant end = targets.isEmpty() ? now : null;
    BulkDirective bulk =
        new BulkDirective(id, asked.guarded(), asker, now, end, targets.size(), 0, 0, 0);
    return database.transaction(
        connection -> {
          if (!BulkRows.insert(connection, bulk, key, hash)) {
            return before(connection, key, hash).orElseThrow();
          }
          BulkRows.insertItems(connection, id, targets);
          notes.add(connection, change(bulk));
          return bulk;
        });
  }

  /** Each of its directives is sealed by itself, with this one as its origin. */
  private Change change(BulkDirective bulk) {
    String namespace = bulk.asked().selector().filter().namespace();
    Change change =
        namespace == null
            ? Change.in(access.reach(), "bulk-directive.create", bulk.id())
            : Change.in(namespace, "bulk-directive.create", bulk.id());
    return change
        .by(bulk.requestedBy())
        .with("directive", Json.word(bulk.asked().directive()))
        .with("batchJobs", bulk.total());
  }

  /**
   * Also ids that nobody knows: it is for the coordinator to refuse them. What who asks cannot
   * reach is as unknown to him, and would be known to the coordinator: it is refused here.
   */
  private List<UUID> targets(BulkSelector selector) {
    if (selector.ids().isEmpty()) {
      return found(selector).stream().map(Found::id).toList();
    }
    List<UUID> asked = selector.ids().stream().distinct().toList();
    if (!access.reach().all()) {
      requireReached(asked, rows(selector));
    }
    return asked;
  }

  private static void requireReached(List<UUID> asked, List<BatchJobRow> reached) {
    Set<UUID> known =
        reached.stream().map(row -> row.header().id().value()).collect(Collectors.toSet());
    for (UUID id : asked) {
      if (!known.contains(id)) {
        throw JobLookup.unknown(id.toString());
      }
    }
  }

  /** Who does not reach all namespaces sees those that he asked for himself. */
  private boolean isShown(BulkDirective bulk) {
    Reach reach = access.reach();
    return reach.all()
        || bulk.requestedBy().equals(access.identity().name())
            && reach.includes(bulk.asker().reach());
  }

  /** One tenant's key must not find another's. Neither namespaces nor keys have spaces in them. */
  private static String own(String key, Asker asker) {
    return key == null || asker.reach().all()
        ? key
        : String.join(" ", String.join(",", asker.reach().names()), asker.name(), key);
  }

  private List<Found> found(BulkSelector selector) {
    if (!selector.ids().isEmpty()) {
      return rows(selector).stream()
          .map(row -> new Found(row.header().id().value(), row.header().status().label()))
          .toList();
    }
    List<Found> found = jobs.found(selector.filter(), most + 1);
    if (found.size() > most) {
      String rule = "must match at most " + most + " batch jobs (windlass.control.bulk-most)";
      throw Refusal.invalid("selector", null, rule);
    }
    return found;
  }

  private List<BatchJobRow> sample(BulkSelector selector) {
    return selector.ids().isEmpty()
        ? jobs.list(selector.filter(), null, SAMPLE).items()
        : rows(selector).stream().limit(SAMPLE).toList();
  }

  private List<BatchJobRow> rows(BulkSelector selector) {
    List<BatchJobRow> rows = new ArrayList<>(jobs.find(selector.ids()));
    rows.sort(Comparator.comparing((BatchJobRow row) -> row.header().createdTime()).reversed());
    return rows;
  }

  private static Refusal unknown(String id) {
    return new Refusal(
        ProblemCode.UNKNOWN_BULK_DIRECTIVE, "there is no bulk directive '" + id + "'");
  }
}
