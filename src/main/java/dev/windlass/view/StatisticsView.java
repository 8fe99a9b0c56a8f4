package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code statistics}; its counters are summed by name, see {@link Statistics}. */
@Entity
@Immutable
@Table(name = "statistics")
public class StatisticsView extends PanacheEntityBase {
  @Id
  @Column(name = "event_partition")
  public int eventPartition;
}
