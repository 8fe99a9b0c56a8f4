package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.coordinator.StateKey.Kind;
import dev.windlass.job.DispatchState;
import dev.windlass.job.JobId;
import dev.windlass.job.SerialKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class StateRecordsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private final JobId job = JobId.of(NOW, 7, 1);
  private final JobId next = JobId.of(NOW, 7, 2);

  @Test
  void aStateRecordIsItsSchemaAndJson() {
    byte[] bytes = StateCodec.write(new SerialKey(job, null));
    assertThat(bytes[0]).isEqualTo((byte) 2);
    assertThat(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8))
        .isEqualTo("{\"active\":\"" + job + "\"}");
    assertThat(StateCodec.read(bytes, SerialKey.class)).isEqualTo(new SerialKey(job, null));
  }

  @Test
  void aNewerSchemaIsNotRead() {
    byte[] bytes = StateCodec.write(DispatchState.NEW);
    bytes[0] = 3;
    assertThatThrownBy(() -> StateCodec.read(bytes, DispatchState.class))
        .isInstanceOf(NewerState.class)
        .hasMessage(
            "The state holds a DispatchState of schema 3, and this program knows schemas up to 2:"
                + " a newer version has run here. Run that version or a newer one.");
  }

  @Test
  void allGrantsOfAJobLieBetweenItsFirstAndLastKey() {
    Bytes first = StateKey.of(Kind.GRANT, job);
    Bytes last = StateKey.last(Kind.GRANT, job);
    for (long number : new long[] {1, 255, 256, Long.MAX_VALUE}) {
      Bytes key = StateKey.of(Kind.GRANT, job, number);
      assertThat(key.compareTo(first)).isPositive();
      assertThat(key.compareTo(last)).isNegative();
    }
    assertThat(StateKey.of(Kind.GRANT, next)).isGreaterThan(last);
    assertThat(last).isLessThan(StateKey.last(Kind.GRANT));
    assertThat(StateKey.of(Kind.GRANT, job, 300).compareTo(StateKey.of(Kind.GRANT, job, 2)))
        .isPositive();
    assertThat(StateKey.job(last)).isEqualTo(job);
  }

  @Test
  void kindsHaveLettersOfTheirOwn() {
    assertThat(Kind.values()).extracting(kind -> kind.letter).doesNotHaveDuplicates();
  }

  @Test
  void tasksOfOneJobGoToAllPartitionsInTurn() {
    Address first = Address.task("tasks", job, 1);
    Address second = Address.task("tasks", job, 2);
    assertThat(second.partition(4)).isEqualTo((first.partition(4) + 1) % 4);
    assertThat(Address.task("tasks", job, 5).partition(4)).isEqualTo(first.partition(4));
    assertThat(Address.in("events", 11, "key").partition(12)).isEqualTo(11);
  }
}
