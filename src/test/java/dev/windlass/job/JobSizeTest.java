package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A batch job stays small and quick however many sub-jobs it has. */
class JobSizeTest {
  private static final int MILLION = 1_000_000;
  private static final int KB = 1024;
  private static final int RECORD_LIMIT = 512 * KB;

  @Test
  void aMillionSubJobsRunThroughInSecondsAndLeaveLittle() {
    long began = System.nanoTime();
    JobScene scene = run(0);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(scene.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(scene.header().operationsDone()).isEqualTo(MILLION);
    long state = state(scene);
    tell("1,000,000 sub-jobs completed in " + took + "; state " + state / KB + " KB");
    assertThat(took).isLessThan(Duration.ofSeconds(5));
    assertThat(state).isLessThan(1024 * KB);
  }

  @Test
  void failuresHereAndThereTakeLittleMore() {
    JobScene scene = run(0.01);
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
    long state = state(scene);
    tell("with 1 % failed: state " + state / KB + " KB");
    assertThat(state).isLessThan(1024 * KB);
  }

  @Test
  void noRecordComesNearTheLimitEvenWhereAWholePageIsUnderWay() {
    JobScene scene = JobScene.started(JobSpec.of(MILLION).iterations(1_000_000));
    List<Hand> hands = new ArrayList<>();
    for (int i = 0; i < 2 * Page.SIZE; i++) {
      Hand hand = scene.claim("worker-with-a-long-name-" + i);
      hands.add(hand.done(1_234_567, 7).at(hand.first(), 617_283, 1, 1_234_567, 7).report());
    }
    int largest = largest(scene);
    tell("a page of 1,024 under way: " + largest / KB + " KB");
    assertThat(largest).isLessThan(RECORD_LIMIT);
  }

  @Test
  void tenMillionSubJobsHaveASmallIndexAndHeader() {
    JobScene scene = JobScene.started(JobGrantTest.quick(10 * MILLION));
    JobGrantTest.veryShort(scene);
    scene.claim().runAll();
    int index = Json.write(scene.store().index().orElseThrow()).length;
    int header = Json.write(scene.header()).length;
    tell("10,000,000 sub-jobs: index " + index + " bytes, header " + header + " bytes");
    assertThat(index).isLessThan(8 * KB);
    assertThat(header).isLessThan(4 * KB);
  }

  /** Four workers at a time, each with a grant as large as they come. */
  private static JobScene run(double failures) {
    Random random = new Random(1);
    JobScene scene = JobScene.started(JobGrantTest.quick(MILLION));
    JobGrantTest.veryShort(scene);
    List<Hand> hands = new ArrayList<>();
    do {
      hands.clear();
      for (int i = 0; i < 4; i++) {
        Hand hand = scene.claim("w" + i);
        if (hand != null) {
          hands.add(hand);
        }
      }
      hands.forEach(hand -> runs(hand, failures, random));
      assertThat(Json.write(scene.header())).hasSizeLessThan(4 * KB);
    } while (!hands.isEmpty());
    return scene;
  }

  private static void runs(Hand hand, double failures, Random random) {
    byte[] letters = new byte[hand.size()];
    int failed = 0;
    int step = Math.max(1, letters.length / 5);
    for (int done = 0; done < letters.length; ) {
      int until = Math.min(letters.length, done + step);
      for (; done < until; done++) {
        boolean fails = random.nextDouble() < failures;
        letters[done] = (byte) (fails ? 'f' : 'c');
        failed += fails ? 1 : 0;
      }
      hand.ended(StatusRuns.encode(letters, done)).done(done, failed).reportBusy(done / 1_000);
    }
  }

  private static long state(JobScene scene) {
    long sum = 0;
    for (Object record : records(scene)) {
      sum += Json.write(record).length;
    }
    assertThat(largest(scene)).isLessThan(RECORD_LIMIT);
    return sum;
  }

  private static int largest(JobScene scene) {
    return records(scene).stream().mapToInt(r -> Json.write(r).length).max().orElseThrow();
  }

  private static List<Object> records(JobScene scene) {
    JobStore store = scene.store();
    List<Object> records = new ArrayList<>(store.pages().values());
    records.addAll(store.grants());
    records.add(store.header());
    records.add(store.index().orElseThrow());
    records.add(store.dispatch());
    records.add(store.memory());
    records.add(store.creation().orElseThrow());
    records.add(store.snapshot().orElseThrow());
    return records;
  }

  private static void tell(String figure) {
    System.out.println("JobSizeTest: " + figure);
  }
}
