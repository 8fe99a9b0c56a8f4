package dev.windlass.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.control.DirectiveRequest;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectiveJsonTest {
  @Test
  void everyOptionIsRead() {
    DirectiveRequest start =
        read(
            "{'id':'a','directive':'start','jobsPerSecond':2.5,'only':'failed',"
                + "'onlyIf':['completed','re-starting'],'expectEpoch':3}");
    assertThat(start.directive()).isEqualTo(DirectiveKind.START);
    assertThat(start.options().jobsPerSecond()).isEqualTo(2.5);
    assertThat(start.options().onlyFailed()).isTrue();
    assertThat(start.options().onlyIf())
        .containsExactlyInAnyOrder(JobStatus.COMPLETED, JobStatus.RESTARTING);
    assertThat(start.options().expectEpoch()).isEqualTo(3);
    assertThat(read("{'directive':'stop','reset':false}").options().resets()).isFalse();
    assertThat(read("{'directive':'stop'}").options().resets()).isTrue();
    assertThat(read("{'directive':'unpause','jobsPerSecond':1,'ramp':'PT1M'}").options().ramp())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(read("{'directive':'pause','until':'2026-01-31T12:00:00Z'}").options().until())
        .isEqualTo("2026-01-31T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                      | 'directive' is missing
          {'directive':'create'}                  | 'directive' must be one of start, stop, pause, unpause, delete, found 'create'
          {'directive':'stop','jobsPerSecond':1}  | 'jobsPerSecond' goes only with start and unpause, found '1.0'
          {'directive':'start','jobsPerSecond':0} | 'jobsPerSecond' must be a number above 0 and at most 1000000, found 0
          {'directive':'start','jobsPerSecond':-1}| 'jobsPerSecond' must be a number above 0 and at most 1000000, found -1
          {'directive':'start','jobsPerSecond':'5'}| 'jobsPerSecond' must be a number above 0 and at most 1000000, found '5'
          {'directive':'pause','reset':true}      | 'reset' goes only with stop, found 'true'
          {'directive':'pause','until':'soon'}    | 'until' must be an ISO-8601 instant such as 2026-01-31T12:00:00.000Z, found 'soon'
          {'directive':'stop','only':'failed'}    | 'only' goes only with start, found 'failed'
          {'directive':'start','only':'some'}     | 'only' must be failed, found 'some'
          {'directive':'start','ramp':'PT1M'}     | 'ramp' goes only with unpause, found 'PT1M'
          {'directive':'stop','expectEpoch':-1}   | 'expectEpoch' must be a whole number from 0 to 2147483647, found -1
          {'directive':'stop','id':'a b'}         | 'id' must be 1 to 100 characters of [A-Za-z0-9._:-], found 'a b'
          """)
  void whatCannotBeMeantIsRefused(String json, String message) {
    assertThatThrownBy(() -> read(json)).hasMessage(message);
  }

  @Test
  void unknownStatusesAreNamedWithTheirPlace() {
    assertThatThrownBy(() -> read("{'directive':'stop','onlyIf':['running','runing']}"))
        .hasMessageStartingWith(
            "'onlyIf[1]' must be one of created, queued, starting, re-starting,");
  }

  private static DirectiveRequest read(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Fields.read(JsonBody.object(bytes), DirectiveJson::read);
  }
}
