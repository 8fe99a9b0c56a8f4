package dev.windlass.control;

import dev.windlass.control.BatchJobService.Created;
import dev.windlass.control.NewDirectives.Possible;
import dev.windlass.control.ScheduleRun.Cause;
import dev.windlass.control.cron.Fire;
import dev.windlass.control.cron.Timetable;
import dev.windlass.job.Directive;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schedules as clients keep them. Who sends what they fire is {@link ScheduleFires}. */
@ApplicationScoped
public class Schedules {
  private final Database database;
  private final Namespaces namespaces;
  private final NewDirectives directives;
  private final BatchJobService jobs;
  private final AuditNotes notes;

  Schedules(
      Database database,
      Namespaces namespaces,
      NewDirectives directives,
      BatchJobService jobs,
      AuditNotes notes) {
    this.database = database;
    this.namespaces = namespaces;
    this.notes = notes;
    this.directives = directives;
    this.jobs = jobs;
  }

  public StoredSchedule create(Schedule schedule) {
    check(schedule);
    return database.transaction(
        connection -> insert(connection, schedule).orElseThrow(() -> exists(schedule)));
  }

  /** What was stored, and whether the name is new. */
  public record Put(StoredSchedule stored, boolean created) {}

  /**
   * Replaces the schedule, or stores it where there is none and {@code ifMatch} is absent. What
   * fires from then on is later than the change: neither a pause nor another time makes up for
   * anything.
   */
  public Put put(Schedule schedule, IfMatch ifMatch) {
    check(schedule);
    return database.transaction(connection -> put(connection, schedule, ifMatch));
  }

  public StoredSchedule get(String namespace, String name) {
    namespaces.require(namespace);
    return database.transaction(connection -> find(connection, namespace, name, false));
  }

  public List<StoredSchedule> list(String namespace, String afterName, int limit) {
    namespaces.require(namespace);
    return database.transaction(
        connection -> ScheduleRows.list(connection, namespace, afterName, limit));
  }

  /** What it has started goes on. */
  public void delete(String namespace, String name, IfMatch ifMatch) {
    namespaces.require(namespace);
    database.transaction(
        connection -> {
          StoredSchedule stored = find(connection, namespace, name, true);
          ifMatch.require("schedule " + stored.schedule().reference(), version(stored));
          ScheduleRows.delete(connection, stored.schedule());
          note(connection, "schedule.delete", stored);
          return null;
        });
  }

  /** Also while it is paused: what it would fire. */
  public List<Fire> next(StoredSchedule stored, Instant after, int count) {
    Schedule schedule = stored.schedule();
    Instant start = schedule.start();
    Instant from = start != null && start.isAfter(after) ? start.minusNanos(1) : after;
    return Timetable.of(schedule.cron(), schedule.timeZone())
        .after(from)
        .takeWhile(fire -> schedule.end() == null || fire.at().isBefore(schedule.end()))
        .limit(count)
        .toList();
  }

  /**
   * Runs it now, with other arguments where there are some.
   *
   * @param key the client's idempotency key, or null: a repeat must ask for the same
   */
  public Created run(
      StoredSchedule stored, Map<String, Object> arguments, String key, String requestedBy) {
    Schedule schedule = stored.schedule();
    Possible possible = directives.check(schedule.batchJob().withArguments(arguments));
    Directive directive =
        jobs.directive(possible, ScheduleFires.serialKey(schedule, possible), key, requestedBy);
    ScheduleRun run =
        new ScheduleRun(
            directive.job(),
            schedule.namespace(),
            schedule.name(),
            directive.time(),
            Cause.DEMAND,
            requestedBy,
            null);
    record(run);
    try {
      return jobs.send(directive);
    } catch (Refusal e) {
      if (e.code() == ProblemCode.RUN_IN_PROGRESS) {
        database.transaction(
            connection -> {
              ScheduleRunRows.refuse(connection, run.id(), e.getMessage());
              return null;
            });
      }
      throw e;
    }
  }

  private void record(ScheduleRun run) {
    database.transaction(
        connection -> {
          ScheduleRunRows.insert(connection, run);
          return null;
        });
  }

  private void check(Schedule schedule) {
    namespaces.require(schedule.namespace());
    ScheduleRules.check(schedule);
    directives.check(schedule.batchJob());
  }

  private Put put(Connection connection, Schedule schedule, IfMatch ifMatch) throws SQLException {
    Optional<StoredSchedule> found =
        ScheduleRows.find(connection, schedule.namespace(), schedule.name(), true);
    if (found.isEmpty()) {
      ifMatch.requireNothing("schedule " + schedule.reference());
      return new Put(insert(connection, schedule).orElseThrow(() -> exists(schedule)), true);
    }
    StoredSchedule stored = found.get();
    ifMatch.require("schedule " + schedule.reference(), version(stored));
    int version = version(stored);
    if (schedule.atVersion(version).equals(stored.schedule())) {
      return new Put(stored, false);
    }
    StoredSchedule changed =
        fresh(schedule.atVersion(version + 1), stored.createdAt(), Times.now());
    ScheduleRows.replace(connection, changed);
    note(connection, "schedule.replace", changed);
    return new Put(changed, false);
  }

  private Optional<StoredSchedule> insert(Connection connection, Schedule schedule)
      throws SQLException {
    Instant now = Times.now();
    StoredSchedule stored = fresh(schedule.atVersion(1), now, now);
    if (!ScheduleRows.insert(connection, stored)) {
      return Optional.empty();
    }
    note(connection, "schedule.create", stored);
    return Optional.of(stored);
  }

  private void note(Connection connection, String action, StoredSchedule stored)
      throws SQLException {
    Schedule schedule = stored.schedule();
    notes.add(
        connection,
        Change.in(schedule.namespace(), action, schedule.reference())
            .with("version", schedule.version())
            .with("cron", schedule.cron())
            .with("definition", schedule.batchJob().definition())
            .with("paused", schedule.paused()));
  }

  private static StoredSchedule fresh(Schedule schedule, Instant createdAt, Instant now) {
    Timetable times = Timetable.of(schedule.cron(), schedule.timeZone());
    return new StoredSchedule(schedule, createdAt, now, now, DueFires.next(schedule, times, now));
  }

  private static StoredSchedule find(
      Connection connection, String namespace, String name, boolean forUpdate) throws SQLException {
    return ScheduleRows.find(connection, namespace, name, forUpdate)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemCode.UNKNOWN_SCHEDULE,
                    "there is no schedule " + namespace + "/" + name));
  }

  private static int version(StoredSchedule stored) {
    return stored.schedule().version();
  }

  private static Refusal exists(Schedule schedule) {
    return new Refusal(
        ProblemCode.SCHEDULE_EXISTS,
        "the schedule " + schedule.reference() + " exists: change it with PUT");
  }
}
