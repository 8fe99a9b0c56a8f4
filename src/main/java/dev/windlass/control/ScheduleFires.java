package dev.windlass.control;

import dev.windlass.control.DueFires.Due;
import dev.windlass.control.NewDirectives.Possible;
import dev.windlass.control.ScheduleRows.Key;
import dev.windlass.control.cron.Timetable;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.JobId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends the creates of what is due. A fire is sent before it is noted as sent, in one transaction
 * with the schedule's row locked: who dies between the two leaves it due, and whoever sends it
 * again sends the same id, of which the coordinator takes the first. So any number of schedulers
 * may run, and need not know of each other.
 */
@ApplicationScoped
public class ScheduleFires {
  private static final Duration POSTPONED = Duration.ofMinutes(1);
  private static final String REQUESTED_BY = "schedule ";

  private final Database database;
  private final NewDirectives directives;
  private final DirectiveLog log;

  ScheduleFires(Database database, NewDirectives directives, DirectiveLog log) {
    this.database = database;
    this.directives = directives;
    this.log = log;
  }

  /** When the next schedule is due; empty where none will ever be. */
  public Optional<Instant> earliest() {
    return database.transaction(ScheduleRows::earliest);
  }

  /** What was done for one schedule. */
  public record Fired(String schedule, int sent, int leftOut) {}

  /**
   * Sends what is due of one schedule; empty where nothing is. Throws where Kafka or Postgres does
   * not answer: all of it is still due then.
   */
  public Optional<Fired> fire(Instant now, Duration missedAfter, int mostMissed) {
    return database.transaction(
        connection -> {
          Optional<Key> due = ScheduleRows.due(connection, now);
          return due.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  fire(connection, due.get(), new DueFires(missedAfter, mostMissed), now));
        });
  }

  /** Runs of batch jobs that are purged, or never were; a slice of them. */
  public int forget(Instant before, int most) {
    return database.transaction(connection -> ScheduleRunRows.forget(connection, before, most));
  }

  /**
   * The runs of a schedule wait for each other, unless they may overlap; those of a definition that
   * runs one at a time wait for all of its batch jobs.
   */
  static String serialKey(Schedule schedule, Possible possible) {
    if (possible.serialKey() != null) {
      return possible.serialKey();
    }
    boolean together = schedule.batchJob().onOverlap() == OnOverlap.ALLOW;
    return together ? null : "schedule/" + schedule.name();
  }

  /** One that nobody can read or compute must not keep the others waiting. */
  private Fired fire(Connection connection, Key key, DueFires fires, Instant now)
      throws SQLException {
    try {
      StoredSchedule stored =
          ScheduleRows.find(connection, key.namespace(), key.name(), false).orElseThrow();
      return fire(connection, stored, fires, now);
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      Log.errorf(e, "Schedule %s/%s can't fire", key.namespace(), key.name());
      ScheduleRows.postpone(connection, key, now.plus(POSTPONED));
      return new Fired(key.namespace() + "/" + key.name(), 0, 0);
    }
  }

  private Fired fire(Connection connection, StoredSchedule stored, DueFires fires, Instant now)
      throws SQLException {
    Schedule schedule = stored.schedule();
    Timetable times = Timetable.of(schedule.cron(), schedule.timeZone());
    Ready ready = ready(schedule);
    int sent = 0;
    int leftOut = 0;
    for (Due due : fires.of(schedule, times, stored.handledUntil(), now)) {
      ScheduleRun run = run(connection, stored, due, ready);
      ScheduleRunRows.insert(connection, run);
      sent += run.reason() == null ? 1 : 0;
      leftOut += run.reason() == null ? 0 : 1;
    }
    ScheduleRows.replace(
        connection,
        new StoredSchedule(
            schedule,
            stored.createdAt(),
            stored.updatedAt(),
            now,
            DueFires.next(schedule, times, now)));
    return new Fired(schedule.reference(), sent, leftOut);
  }

  /** What a fire creates, or why it can't: its definition is gone, or has changed. */
  private record Ready(Possible possible, String whyNot) {}

  private Ready ready(Schedule schedule) {
    try {
      return new Ready(directives.check(schedule.batchJob()), null);
    } catch (Refusal e) {
      if (e.code().status() >= 500) {
        throw e;
      }
      return new Ready(null, e.getMessage());
    }
  }

  private ScheduleRun run(Connection connection, StoredSchedule stored, Due due, Ready ready)
      throws SQLException {
    String leftOut = due.leftOut() == null ? ready.whyNot() : due.leftOut();
    if (leftOut != null) {
      return run(JobIds.ofFire(stored, due.at(), null), stored.schedule(), due, leftOut);
    }
    Schedule schedule = stored.schedule();
    Possible possible = ready.possible();
    String serialKey = serialKey(schedule, possible);
    JobId id = JobIds.ofFire(stored, due.at(), serialKey);
    long number = NumberRows.next(connection);
    log.append(
        possible
            .directive(id, serialKey, number, requestedBy(schedule), due.at())
            .from(REQUESTED_BY + schedule.reference()));
    return run(id, schedule, due, null);
  }

  private static ScheduleRun run(JobId id, Schedule schedule, Due due, String reason) {
    return new ScheduleRun(
        id,
        schedule.namespace(),
        schedule.name(),
        due.at(),
        due.cause(),
        requestedBy(schedule),
        reason);
  }

  private static String requestedBy(Schedule schedule) {
    return REQUESTED_BY + schedule.name();
  }
}
