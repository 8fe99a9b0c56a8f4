package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;

/** A row of {@code dead_letter} and, where it was sent again, of {@code dead_letter_redrive}. */
@Entity
@Immutable
@Subselect(
    "select letter.*, substring(letter.value from 1 for 257) as preview,"
        + " redrive.times, redrive.redriven_at, redrive.redriven_by,"
        + " redrive.partition as now_partition, redrive.record_offset as now_offset"
        + " from dead_letter letter left join dead_letter_redrive redrive"
        + " on redrive.letter_id = letter.id")
@Synchronize({"dead_letter", "dead_letter_redrive"})
public class DeadLetterView extends PanacheEntityBase {
  @Id public String id;

  @Column(name = "letter_partition")
  public int letterPartition;

  @Column(name = "letter_offset")
  public long letterOffset;

  public String topic;
  public int partition;

  @Column(name = "record_offset")
  public long recordOffset;

  public String kind;
  public String role;
  public String reason;

  @Column(name = "parked_at")
  public Instant parkedAt;

  @Column(name = "record_key")
  public byte[] recordKey;

  public byte[] value;

  public byte[] preview;

  public byte[] headers;

  @Column(name = "value_bytes")
  public long valueBytes;

  public boolean truncated;

  /** Null, as all that follows, where it was never sent again. */
  public Integer times;

  @Column(name = "redriven_at")
  public Instant redrivenAt;

  @Column(name = "redriven_by")
  public String redrivenBy;

  @Column(name = "now_partition")
  public Integer nowPartition;

  @Column(name = "now_offset")
  public Long nowOffset;
}
