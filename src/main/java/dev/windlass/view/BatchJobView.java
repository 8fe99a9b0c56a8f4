package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** A row of {@code batch_job}; JSON is read as text and parsed with the mapper of the wire. */
@Entity
@Immutable
@Table(name = "batch_job")
public class BatchJobView extends PanacheEntityBase {
  @Id public UUID id;

  public Long number;
  public String status;
  public String namespace;
  public String definition;

  @Column(name = "requested_by")
  public String requestedBy;

  @Column(name = "created_at")
  public Instant createdAt;

  @ColumnTransformer(read = "header #>> '{}'")
  public String header;

  @ColumnTransformer(read = "arguments #>> '{}'")
  public String arguments;

  @ColumnTransformer(read = "labels #>> '{}'")
  public String labels;

  @ColumnTransformer(read = "input #>> '{}'")
  public String input;

  @ColumnTransformer(read = "recent #>> '{}'")
  public String recent;

  @Column(name = "event_at")
  public Instant eventAt;

  @Column(name = "event_partition")
  public int eventPartition;

  @Column(name = "event_offset")
  public long eventOffset;
}
