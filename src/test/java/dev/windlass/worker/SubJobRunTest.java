package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Begun;
import dev.windlass.job.SubJobStatus;
import org.junit.jupiter.api.Test;

class SubJobRunTest {
  @Test
  void casesComeBeforeIterations() {
    SubJobRun run = new SubJobRun(Begun.fresh(7), new Plan(2, 3, null));
    run = run.after(false).after(false).after(true);
    assertThat(run.at()).isEqualTo(new Begun(7, 1, 1, 3, 1, 1));
    assertThat(run.remaining()).isEqualTo(3);
    assertThat(run.ended()).isFalse();
  }

  @Test
  void itEndsAfterTheLastCaseOfTheLastIteration() {
    SubJobRun run = new SubJobRun(new Begun(7, 2, 0, 4, 0, 2), new Plan(2, 3, 0));
    assertThat(run.after(false).ended()).isFalse();
    SubJobRun last = run.after(false).after(false);
    assertThat(last.ended()).isTrue();
    assertThat(last.status()).isEqualTo(SubJobStatus.COMPLETED);
  }

  @Test
  void failuresBeforeItWasHandedOutCountAgainstTheBudget() {
    SubJobRun run = new SubJobRun(new Begun(7, 1, 0, 4, 2, 2), new Plan(4, 9, 2));
    assertThat(run.ended()).isFalse();
    SubJobRun failed = run.after(true);
    assertThat(failed.ended()).isTrue();
    assertThat(failed.status()).isEqualTo(SubJobStatus.FAILED);
  }

  @Test
  void withoutABudgetFailuresNeverFailIt() {
    SubJobRun run = new SubJobRun(Begun.fresh(0), new Plan(1, 2, null)).after(true).after(true);
    assertThat(run.ended()).isTrue();
    assertThat(run.status()).isEqualTo(SubJobStatus.COMPLETED_WITH_ERRORS);
  }

  @Test
  void iterationsOfZeroNeverEnd() {
    SubJobRun run = new SubJobRun(new Begun(0, 1_000_000, 0, 1_000_000, 0, 1), new Plan(1, 0, 0));
    assertThat(run.after(false).ended()).isFalse();
    assertThat(run.after(true).ended()).isTrue();
  }
}
