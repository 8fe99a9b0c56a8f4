package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.Begun;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Page;
import dev.windlass.job.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
  private static final JobId JOB = JobId.of(Instant.parse("2026-11-22T05:00:00Z"), 7, 1);

  record Text(String value) {}

  record Timed(Instant at, Duration takes) {}

  record Overlap(OnOverlap onOverlap) {}

  record Statuses(List<JobStatus> of) {}

  record Bits(BitSet set) {}

  record Ids(JobId job) {}

  @Test
  void timesAreIsoText() {
    Timed timed = new Timed(Instant.parse("2026-11-22T05:00:00.120Z"), Duration.ofMillis(90_500));
    assertWritten(timed, "{'at':'2026-11-22T05:00:00.120Z','takes':'PT1M30.5S'}");
  }

  @Test
  void anEnumIsALowerCaseWordWithHyphens() {
    assertWritten(new Overlap(OnOverlap.QUEUE_ONE), "{'onOverlap':'queue-one'}");
  }

  @ParameterizedTest
  @EnumSource(JobStatus.class)
  void aStatusIsTheWordThatTheApiUses(JobStatus status) {
    assertWritten(new Statuses(List.of(status)), "{'of':['" + status.label() + "']}");
  }

  @Test
  void bitsAreBase64OfTheirBytesLowestFirst() {
    assertWritten(new Bits(BitSet.valueOf(new long[] {0b1_0000_0001})), "{'set':'AQE='}");
    assertWritten(new Bits(new BitSet()), "{'set':''}");
  }

  @Test
  void anIdIsItsText() {
    assertWritten(new Ids(JOB), "{'job':'" + JOB + "'}");
  }

  @Test
  void aPageIsItsRunsAndWhereItsSubJobsStand() {
    Page page = Page.of(3, 2, "c600rw423", List.of(new Begun(3672, 4, 0, 4, 1, 2)));
    assertWritten(
        page,
        "{'number':3,'epoch':2,'statuses':'c600rw423','begun':[{'index':3672,'iteration':4,"
            + "'caseIndex':0,'done':4,'failed':1,'attempt':2}]}");
  }

  @Test
  void aReplySaysWhichItIs() {
    Reply reply = new Reply.Void(JOB, 5);
    assertThat(text(reply)).contains("\"type\":\"void\"");
    assertThat(Json.read(Json.write(reply), Reply.class)).isEqualTo(reply);
  }

  @Test
  void whatIsNullIsNotWritten() {
    assertWritten(new Text(null), "{}");
  }

  @Test
  void aFieldOfANewerVersionIsIgnored() {
    assertThat(Json.read(bytes("{'value':'a','newer':{'x':[1]}}"), Text.class))
        .isEqualTo(new Text("a"));
  }

  static Stream<Map.Entry<String, String>> broken() {
    return Map.of(
        "{", "not a Statuses: Unexpected end-of-input",
        "{'of':['idle']}", "'idle' is not a JobStatus",
        "{'of':{}}", "not a Statuses",
        "null", "there is null",
        "", "not a Statuses")
        .entrySet()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatCantBeReadIsNamed(Map.Entry<String, String> broken) {
    assertThatThrownBy(() -> Json.read(bytes(broken.getKey()), Statuses.class))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining(broken.getValue());
  }

  @Test
  void aTombstoneIsNoRecord() {
    assertThatThrownBy(() -> Json.read(null, Text.class))
        .hasMessage("a Text was expected and there is no value");
  }

  private static void assertWritten(Object record, String json) {
    assertThat(text(record)).isEqualTo(json.replace('\'', '"'));
    assertThat(Json.<Object>read(Json.write(record), classOf(record))).isEqualTo(record);
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> classOf(Object record) {
    return (Class<Object>) record.getClass();
  }

  private static String text(Object record) {
    return new String(Json.write(record), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
