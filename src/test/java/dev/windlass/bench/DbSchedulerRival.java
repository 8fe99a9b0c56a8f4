package dev.windlass.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * db-scheduler as its docs/performance.md measures it: lock-and-fetch with 20 threads, fetching
 * when fewer than 4 executions a thread are left, up to 20 a thread. One-time tasks: the row of one
 * that is done is deleted.
 */
final class DbSchedulerRival implements Rival {
  private static final int THREADS = 20;

  /**
   * Its table for Postgres, without the index on priorities, which are off: one index less to write
   * to.
   */
  private static final String SCHEMA =
      """
      create table scheduled_tasks (
        task_name text not null,
        task_instance text not null,
        task_data bytea,
        execution_time timestamptz not null,
        picked boolean not null,
        picked_by text,
        last_success timestamptz,
        last_failure timestamptz,
        consecutive_failures int,
        last_heartbeat timestamptz,
        version bigint not null,
        priority smallint,
        primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      """;

  private final DataSource database;
  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;

  private DbSchedulerRival(DataSource database, Runs runs) {
    this.database = database;
    this.task =
        Tasks.oneTime("no-op")
            .execute((instance, context) -> runs.ran(Integer.parseInt(instance.getId())));
    this.scheduler =
        Scheduler.create(database, task)
            .threads(THREADS)
            .pollUsingLockAndFetch(4.0, 20.0)
            .pollingInterval(Duration.ofSeconds(1))
            .enableImmediateExecution()
            .build();
  }

  static Rival open(DataSource database, Runs runs) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(SCHEMA);
    }
    return new DbSchedulerRival(database, runs);
  }

  @Override
  public void submit(int jobs) {
    Stream<TaskInstance<?>> instances =
        IntStream.range(0, jobs).mapToObj(n -> task.instance(String.valueOf(n)));
    scheduler.scheduleBatch(instances, Instant.now());
  }

  @Override
  public void start() {
    scheduler.start();
  }

  @Override
  public long recordedAsDone(int ofJobs) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from scheduled_tasks")) {
      rows.next();
      return ofJobs - rows.getLong(1);
    }
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
