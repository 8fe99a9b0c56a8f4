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

/** A row of {@code sub_job}: a sub-job of which results tell something. */
@Entity
@Immutable
@Table(name = "sub_job")
@IdClass(SubJobView.Key.class)
public class SubJobView extends PanacheEntityBase {
  record Key(UUID batchJobId, int index) {}

  @Id
  @Column(name = "batch_job_id")
  public UUID batchJobId;

  @Id
  @Column(name = "sub_job_index")
  public int index;

  public int epoch;
  public long failures;
  public String worker;

  @Column(name = "first_at")
  public Instant firstAt;

  @Column(name = "last_at")
  public Instant lastAt;
}
