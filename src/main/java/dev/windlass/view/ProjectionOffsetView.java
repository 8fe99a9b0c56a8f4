package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code projection_offset}. */
@Entity
@Immutable
@Table(name = "projection_offset")
@IdClass(ProjectionOffsetView.Key.class)
public class ProjectionOffsetView extends PanacheEntityBase {
  record Key(String topic, int partition) {}

  @Id public String topic;
  @Id public int partition;

  @Column(name = "next_offset")
  public long nextOffset;

  @Column(name = "directives_offset")
  public long directivesOffset;

  @Column(name = "event_time")
  public Instant eventTime;

  @Column(name = "current_at")
  public Instant currentAt;
}
