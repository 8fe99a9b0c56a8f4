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

/** A row of {@code operation_result}. */
@Entity
@Immutable
@Table(name = "operation_result")
@IdClass(OperationResultView.Key.class)
public class OperationResultView extends PanacheEntityBase {
  record Key(UUID batchJobId, int index, int epoch, long iteration, int caseIndex) {}

  @Id
  @Column(name = "batch_job_id")
  public UUID batchJobId;

  @Id
  @Column(name = "sub_job_index")
  public int index;

  @Id public int epoch;
  @Id public long iteration;

  @Id
  @Column(name = "case_index")
  public int caseIndex;

  @Column(name = "case_id")
  public String caseId;

  public int attempt;
  public int tries;
  public String worker;

  @Column(name = "ended_at")
  public Instant at;

  @Column(name = "duration_ms")
  public long durationMs;

  public String error;
  public String output;

  @Column(name = "output_truncated")
  public boolean outputTruncated;

  @Column(name = "is_last")
  public boolean last;
}
