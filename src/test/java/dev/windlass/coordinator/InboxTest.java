package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.JobId;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.Topics;
import dev.windlass.wire.UnreadableRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Topics topics = new Topics("windlass");
  private final Inbox inbox = new Inbox(topics, 12);
  private final JobId job = JobId.of(Instant.parse("2026-11-22T05:00:00Z"), 4095, 1);

  @Test
  void anInputIsReadInThePartitionOfItsSlot() {
    assertThat(read(topics.claims(), 11, Inputs.claim(job, 1, 1)))
        .isEqualTo(new Inbox.Input(Inputs.claim(job, 1, 1)));
  }

  @Test
  void anInputInAnotherPartitionIsNotReadBecauseItsStateIsNotThere() {
    assertThatThrownBy(() -> read(topics.claims(), 3, Inputs.claim(job, 1, 1)))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage("batch job " + job + " lives in partition 11, and this was sent to 3");
  }

  @Test
  void whatDecidingNeedsMustBeThere() {
    assertThatThrownBy(() -> read(topics.directives(), 11, Inputs.directive(job, null, "d")))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage("a directive without 'directive'");
  }

  private Inbox.Received read(String topic, int partition, Object input) {
    byte[] value = Json.write(input);
    Origin origin = new Origin(topic, partition, 0, null, value, RecordType.DIRECTIVE.headers());
    return inbox.read(origin, RecordType.DIRECTIVE.headers(), value);
  }
}
