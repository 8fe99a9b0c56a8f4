package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code worker}. */
@Entity
@Immutable
@Table(name = "worker")
public class WorkerView extends PanacheEntityBase {
  @Id public String incarnation;

  public String name;
  public String[] queues;
  public int slots;
  public int busy;
  public int stuck;
  public boolean draining;

  @Column(name = "grants_partition")
  public int grantsPartition;

  public String version;

  @Column(name = "started_at")
  public Instant startedAt;

  @Column(name = "last_seen_at")
  public Instant lastSeenAt;
}
