package dev.windlass.projection.rebuild;

import dev.windlass.projection.EventFold;
import dev.windlass.wire.KafkaClients;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** One rebuild: see the package. */
public final class Rebuild {
  private static final Logger LOG = Logger.getLogger(Rebuild.class);

  /** So little may be left to read while the live projection stands still. */
  private static final long SHORT = 5_000;

  private static final int ROUNDS = 8;
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_lock(hashtext('windlass-rebuild'))";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Readers go on; whoever writes views first locks a row of this table, and waits. */
  private static final List<String> STAND_STILL =
      List.of(
          "set local lock_timeout = '60s'",
          // a rebuild that is frozen holds nobody up for longer
          "set local idle_in_transaction_session_timeout = '60s'",
          "lock table live.projection_offset in exclusive mode");

  private final Servers servers;
  private final Order order;
  private final Progress progress;

  /**
   * Where the log and the views are.
   *
   * @param fresh the same database, whose connections look into the schema {@link #schema()} first
   */
  public record Servers(KafkaClients kafka, String topic, DataSource live, DataSource fresh) {}

  /**
   * @param putRight whether what differs is put in place
   * @param shown how many differences are told one by one
   */
  public record Order(boolean putRight, int shown) {}

  /** Is told how far the reading has come. */
  public interface Progress {
    void step(long read, long all);

    /** The offsets are about to be locked, or rows to be compared. */
    void phase(String name);
  }

  public Rebuild(Servers servers, Order order, Progress progress) {
    this.servers = servers;
    this.order = order;
    this.progress = progress;
  }

  /** The schema that the views are built in. */
  public static String schema() {
    return Sql.FRESH;
  }

  /** Throws {@link CannotRebuild}, and has then changed nothing. */
  public Report run() {
    try (EventLog log = new EventLog(servers.kafka(), servers.topic());
        Connection connection = servers.live().getConnection()) {
      Sql sql = new Sql(connection);
      prepare(sql);
      try {
        return build(sql, log);
      } finally {
        tidy(sql);
      }
    } catch (SQLException | EventFold.Failed e) {
      throw new CannotRebuild("Postgres: " + e.getMessage(), e);
    } catch (KafkaException e) {
      throw new CannotRebuild("Kafka: " + e.getMessage(), e);
    }
  }

  private static void prepare(Sql sql) throws SQLException {
    List<String> missing = FreshTables.missing(sql);
    if (!missing.isEmpty()) {
      throw new CannotRebuild(
          "The schema %s of the database has no table %s: let this version of the program start once, or name the right database"
              .formatted(sql.live(), String.join(", ", missing)));
    }
    beTheOnlyOne(sql);
    KnownSchema.refuseNewer(sql);
    FreshTables.create(sql);
  }

  /** For the life of the connection. That of one that just ended may take a moment to go. */
  private static void beTheOnlyOne(Sql sql) throws SQLException {
    sql.run("set lock_timeout = '3s'");
    try {
      sql.rows(ONE_AT_A_TIME, row -> 1);
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new CannotRebuild("Another rebuild of these views is under way: wait for its end", e);
      }
      throw e;
    }
    sql.run("reset lock_timeout");
  }

  /** Where this fails, the next rebuild does it. */
  private static void tidy(Sql sql) {
    try {
      FreshTables.drop(sql);
    } catch (SQLException e) {
      LOG.warnf("The schema %s is left behind: %s", Sql.FRESH, e.getMessage());
    }
  }

  private Report build(Sql sql, EventLog log) throws SQLException {
    Instant began = Instant.now();
    FreshViews views = new FreshViews(servers.kafka(), log, servers.fresh());
    catchUp(sql, log, views);
    progress.phase("comparing");
    sql.connection().setAutoCommit(false);
    try {
      Report report = compare(sql, log, views, began);
      sql.connection().commit();
      return report;
    } catch (SQLException | RuntimeException e) {
      sql.connection().rollback();
      throw e;
    } finally {
      sql.connection().setAutoCommit(true);
    }
  }

  /** The live views move on meanwhile: so in rounds, each shorter than the last. */
  private void catchUp(Sql sql, EventLog log, FreshViews views) throws SQLException {
    for (int round = 0; round < ROUNDS; round++) {
      Map<Integer, Long> targets = LiveOffsets.read(sql, log).targets(views.begins(), log.ends());
      if (round > 0 && distance(views.at(), targets) <= SHORT) {
        return;
      }
      read(views, targets);
    }
  }

  private Report compare(Sql sql, EventLog log, FreshViews views, Instant began)
      throws SQLException {
    Instant asked = Instant.now();
    for (String statement : STAND_STILL) {
      sql.run(statement);
    }
    Map<Integer, Long> targets = LiveOffsets.read(sql, log).targets(views.begins(), log.ends());
    read(views, targets);
    refuseIfLost(sql, targets);
    int kept = LostPart.fill(sql, views);
    Comparison.Outcome found = new Comparison(sql).compare(order.shown());
    boolean switched = order.putRight() && !found.same();
    if (switched) {
      refuseIfDoubtful(found, views);
      new Switch(sql).run();
    }
    return report(views, found, kept, switched, began, asked);
  }

  /** Tables without a log of their own are empty after a crash of Postgres. */
  private static void refuseIfLost(Sql sql, Map<Integer, Long> targets) throws SQLException {
    Map<Integer, Long> there = new TreeMap<>();
    sql.rows(
        "select partition, next_offset from fresh.projection_offset",
        row -> there.put(row.getInt(1), row.getLong(2)));
    if (!there.equals(targets)) {
      throw new CannotRebuild(
          "The rebuilt views stand at %s, not at %s: something else wrote into the schema %s, or Postgres crashed; run the command again"
              .formatted(there, targets, Sql.FRESH));
    }
  }

  private static void refuseIfDoubtful(Comparison.Outcome found, FreshViews views) {
    if (found.doubtful() > 0) {
      throw new CannotRebuild(
          "%d batch jobs differ and have events that this version can't read (%s): nothing was put in their place; use the version of the projection that runs, or look with --check"
              .formatted(found.doubtful(), String.join("; ", views.leftOut().reasons())));
    }
  }

  private void read(FreshViews views, Map<Integer, Long> targets) {
    Map<Integer, Long> begins = views.begins();
    AtomicLong read = new AtomicLong(distance(begins, views.at()));
    long all = distance(begins, targets);
    views.readTo(targets, more -> progress.step(read.addAndGet(more), all));
  }

  private static long distance(Map<Integer, Long> from, Map<Integer, Long> to) {
    return to.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - from.get(end.getKey())))
        .sum();
  }

  private static Report report(
      FreshViews views,
      Comparison.Outcome found,
      int kept,
      boolean switched,
      Instant began,
      Instant asked) {
    Instant now = Instant.now();
    return new Report(
        views.beginnings().firstTime(),
        distance(views.begins(), views.at()),
        Duration.between(began, now),
        Duration.between(asked, now),
        kept,
        views.beginnings().older().size(),
        views.leftOut().count(),
        views.leftOut().reasons(),
        found.jobs(),
        found.equal(),
        found.different(),
        found.onlyLive(),
        found.onlyRebuilt(),
        found.doubtful(),
        found.counters(),
        found.details(),
        switched);
  }
}
