package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code throughput}: what ended within ten seconds in one partition. */
@Entity
@Immutable
@Table(name = "throughput")
@IdClass(ThroughputView.Key.class)
public class ThroughputView extends PanacheEntityBase {
  record Key(int eventPartition, int slot) {}

  @Id
  @Column(name = "event_partition")
  public int eventPartition;

  @Id public int slot;

  @Column(name = "begins_at")
  public Instant beginsAt;

  @Column(name = "jobs_ended")
  public long jobsEnded;

  @Column(name = "sub_jobs_ended")
  public long subJobsEnded;

  @Column(name = "operations_done")
  public long operationsDone;

  @Column(name = "operations_failed")
  public long operationsFailed;

  @Column(name = "running_change")
  public long runningChange;

  @Column(name = "backlog_change")
  public long backlogChange;
}
