package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Events that go into one transaction. One of a type that only a newer version knows is applied as
 * far as all events are alike - the header, the page, the directive's outcome - so that the view is
 * right at once, and is put aside as well: what only its type says waits for that version.
 */
final class EventBatch implements Feed.Batch {
  private final EventChanges changes = new EventChanges();
  private final Witness witness;

  /** Sees every event that could be read; perhaps twice, where Postgres refuses a batch. */
  interface Witness {
    void see(int partition, EventRecord event);
  }

  EventBatch(Witness witness) {
    this.witness = witness;
  }

  @Override
  public void add(ConsumerRecord<byte[], byte[]> record) {
    EventRecord event = EventCodec.readAnyType(record.headers(), record.value());
    changes.add(record.partition(), record.offset(), event);
    witness.see(record.partition(), event);
    if (event.event() == null) {
      throw EventCodec.unknownType(record.headers());
    }
  }

  @Override
  public Feed.Mark mark(int partition) {
    return changes.mark(partition);
  }

  @Override
  public void write(Connection connection) throws SQLException {
    jobs(connection);
    PageTable.upsert(connection, changes.pages());
    DirectiveTable.upsert(connection, changes.directives());
  }

  /** The offsets are locked: nobody else changes the rows of these partitions meanwhile. */
  private void jobs(Connection connection) throws SQLException {
    List<UUID> ids = changes.jobs().stream().map(change -> change.job().value()).toList();
    if (ids.isEmpty()) {
      return;
    }
    Map<UUID, JobTable.Known> stored = JobTable.known(connection, ids);
    Tallies tallies = new Tallies();
    ThroughputTable.Additions throughput = new ThroughputTable.Additions();
    List<JobTable.Written> kept = new ArrayList<>();
    List<UUID> purged = new ArrayList<>();
    List<SweepTable.Note> sweeps = new ArrayList<>();
    for (JobChange change : changes.jobs()) {
      JobTable.Known before = stored.get(change.job().value());
      JobHeader old = before == null ? null : before.header();
      if (change.purged()) {
        purged.add(change.job().value());
        sweeps.add(SweepTable.Note.purged(change.job().value(), change.at()));
        tallies.change(change.partition(), old, null);
        ended(change, old, throughput);
      } else if (old == null || change.header().version() > old.version()) {
        kept.add(JobTable.Written.of(before, change));
        tallies.change(change.partition(), old, change.header());
        ended(change, old, throughput);
        cleared(old, change, sweeps);
      }
    }
    SweepTable.note(connection, sweeps);
    JobTable.upsert(connection, kept);
    JobTable.delete(connection, purged);
    StatisticsTable.add(connection, tallies);
    BacklogTable.add(connection, tallies);
    ThroughputTable.add(connection, throughput);
  }

  private static void ended(JobChange change, JobHeader old, ThroughputTable.Additions throughput) {
    if (change.header() != null) {
      throughput.add(change.partition(), old, change.way());
    }
  }

  /** The first epoch has none before it that told anything. */
  private static void cleared(JobHeader old, JobChange change, List<SweepTable.Note> sweeps) {
    int known = old == null ? 1 : Math.max(1, old.clearedAt());
    if (change.header().clearedAt() > known) {
      sweeps.add(SweepTable.Note.cleared(change.header(), change.at()));
    }
  }
}
