package dev.windlass.projection;

import dev.windlass.job.Counts;
import dev.windlass.job.Page;
import dev.windlass.testkit.TestServers;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.flywaydb.core.Flyway;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * 500 batch jobs of one page each and an event of each, in one transaction on a real Postgres that
 * does not wait for its disk; every number is of one row or event. Before each transaction all of
 * them are told anew, because only a newer version is written.
 */
@State(Scope.Thread)
public class ProjectionSqlBenchmark {
  private static final int JOBS = 500;

  private Connection connection;
  private List<SampleJob> jobs;
  private List<ConsumerRecord<byte[], byte[]>> events;
  private List<JobTable.Written> headers;
  private List<PageChange> pages;
  private long offset;

  @Setup
  public void setUp() throws SQLException {
    TestServers servers = TestServers.get().withFreshDatabase();
    Flyway.configure()
        .dataSource(servers.jdbcUrl(), servers.username(), servers.password())
        .load()
        .migrate();
    connection = servers.connect();
    connection.setAutoCommit(false);
    jobs = IntStream.range(0, JOBS).mapToObj(n -> SampleJob.of(n, n % 4, Page.SIZE)).toList();
    jobs.forEach(SampleJob::created);
    jobs.forEach(job -> job.started(false));
  }

  @Setup(Level.Invocation)
  public void tell() throws SQLException {
    Map<UUID, JobTable.Known> known =
        JobTable.known(connection, jobs.stream().map(job -> job.id().value()).toList());
    events = new ArrayList<>();
    headers = new ArrayList<>();
    pages = new ArrayList<>();
    for (SampleJob job : jobs) {
      EventRecord event = event(job);
      events.add(record(event));
      pages.add(new PageChange(job.id(), event.page(), event.header().version()));
      headers.add(JobTable.Written.of(known.get(job.id().value()), change(event)));
    }
  }

  @TearDown
  public void tearDown() throws SQLException {
    connection.close();
  }

  @Benchmark
  @OperationsPerInvocation(JOBS)
  public void jobRows() throws SQLException {
    JobTable.upsert(connection, headers);
    connection.commit();
  }

  @Benchmark
  @OperationsPerInvocation(JOBS)
  public void pageRows() throws SQLException {
    PageTable.upsert(connection, pages);
    connection.commit();
  }

  /** Read, folded and written with all that comes of them. */
  @Benchmark
  @OperationsPerInvocation(JOBS)
  public void events() throws SQLException {
    EventBatch batch = new EventBatch((partition, event) -> {});
    events.forEach(batch::add);
    batch.write(connection);
    connection.commit();
  }

  private static EventRecord event(SampleJob job) {
    Counts counts = SampleJob.counts(424, 0, 577, 23);
    return job.changed(counts, job.page(0, "c300f23c277w424"));
  }

  private JobChange change(EventRecord event) {
    return new JobChange(
        event.job(), event.header(), null, false, List.of(), event.time(), 0, offset);
  }

  private ConsumerRecord<byte[], byte[]> record(EventRecord event) {
    return new ConsumerRecord<>(
        "events",
        0,
        offset++,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        EventCodec.value(event),
        EventCodec.headers(event),
        Optional.empty());
  }
}
