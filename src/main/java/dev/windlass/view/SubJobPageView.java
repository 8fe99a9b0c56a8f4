package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** A row of {@code sub_job_page}. */
@Entity
@Immutable
@Table(name = "sub_job_page")
@IdClass(SubJobPageView.Key.class)
public class SubJobPageView extends PanacheEntityBase {
  record Key(UUID batchJobId, int page) {}

  @Id
  @Column(name = "batch_job_id")
  public UUID batchJobId;

  @Id public int page;

  public int epoch;
  public String statuses;

  @ColumnTransformer(read = "begun #>> '{}'")
  public String begun;
}
