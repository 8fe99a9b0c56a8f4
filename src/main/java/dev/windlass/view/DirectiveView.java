package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code directive}. */
@Entity
@Immutable
@Table(name = "directive")
@IdClass(DirectiveView.Key.class)
public class DirectiveView extends PanacheEntityBase {
  record Key(UUID batchJobId, String id) {}

  @Id
  @Column(name = "batch_job_id")
  public UUID batchJobId;

  @Id public String id;

  public String directive;
  public String state;
  public String code;
  public String reason;

  @Column(name = "requested_by")
  public String requestedBy;

  @Column(name = "requested_at")
  public Instant requestedAt;

  @Column(name = "decided_at")
  public Instant decidedAt;

  @Column(name = "event_partition")
  public int eventPartition;

  @Column(name = "event_offset")
  public long eventOffset;
}
