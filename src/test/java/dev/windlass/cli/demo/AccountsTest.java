package dev.windlass.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.follow.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each of these would let a row be lost or run twice unseen. */
class AccountsTest {
  private static final int ROWS = 400;
  private static final Cities CITIES =
      Cities.read(Path.of("deploy", "examples", "cities.csv")).first(ROWS);
  private static final int BROKEN = first(true);
  private static final int GOOD = first(false);

  private final Map<Long, Integer> calls = new HashMap<>();
  private int pauses;
  private final List<Told> told = new ArrayList<>();

  AccountsTest() {
    IntStream.range(0, ROWS).forEach(this::runs);
  }

  @Test
  void anHonestRunLeavesNoDifference() {
    assertThat(differences()).isEmpty();
  }

  @Test
  void aRowThatIsNotThereIsTold() {
    told.remove(GOOD);
    assertThat(differences())
        .contains("rows in the result file: 400 expected, 399 found")
        .anyMatch(d -> d.matches("sub-job \\d+ stands where \\d+ belongs"));
  }

  @Test
  void aRowThatIsThereTwiceIsTold() {
    told.add(GOOD, told.get(GOOD));
    assertThat(differences()).contains("rows in the result file: 400 expected, 401 found");
  }

  @Test
  void aCityThatFailedInsteadOfSucceedingIsTold() {
    told.set(GOOD, with(GOOD, "failed", 1, 1));
    assertThat(differences())
        .anyMatch(
            d -> d.contains(CITIES.name(GOOD) + " is failed, and the target had it completed"));
  }

  @Test
  void aCityThatNeverRanIsTold() {
    told.set(GOOD, with(GOOD, "waiting", 0, 1));
    calls.remove(CITIES.number(GOOD));
    assertThat(differences())
        .contains("successful and failed together: 400 expected, 399 found")
        .anyMatch(d -> d.contains("is waiting"));
  }

  @Test
  void aSecondCallIsTold() {
    calls.merge(CITIES.number(GOOD), 1, Integer::sum);
    assertThat(differences()).contains(CITIES.name(GOOD) + " was tried 1 times and called 2 times");
  }

  @Test
  void aSecondCallOfASubJobThatChangedHandsIsExplained() {
    calls.merge(CITIES.number(GOOD), 1, Integer::sum);
    told.set(GOOD, with(GOOD, "completed", 1, 2));
    assertThat(differences()).isEmpty();
    assertThat(accounts().repeated()).isEqualTo(1);
  }

  @Test
  void aPauseBetweenTwoTriesExplainsThatTheyAreMadeAgain() {
    calls.merge(CITIES.number(BROKEN), 2, Integer::sum);
    assertThat(differences()).anyMatch(d -> d.contains("was tried 3 times and called 5 times"));
    pauses = 1;
    assertThat(differences()).isEmpty();
    calls.merge(CITIES.number(BROKEN), 1, Integer::sum);
    assertThat(differences()).anyMatch(d -> d.contains("was tried 3 times and called 6 times"));
  }

  @Test
  void aPauseDoesNotExplainASecondCallOfWhatSucceedsAtOnce() {
    pauses = 1;
    calls.merge(CITIES.number(GOOD), 1, Integer::sum);
    assertThat(differences()).isNotEmpty();
  }

  @Test
  void aCallForNoCityOfTheFileIsTold() {
    calls.put(-1L, 1);
    assertThat(differences()).anyMatch(d -> d.startsWith("calls at the target"));
  }

  @Test
  void aCounterThatIsWrongIsTold() {
    Standing end = standing(1, 2);
    assertThat(accounts().differences(end, allCalls()))
        .anyMatch(d -> d.startsWith("successful by the batch job's counter"))
        .anyMatch(d -> d.startsWith("failed by the batch job's counter"));
  }

  private static Standing standing(int successful, int failed) {
    return new Standing("failed", ROWS, ROWS, successful, failed, Standing.Pace.NONE);
  }

  private void runs(int index) {
    Temper temper = Temper.of(CITIES.number(index));
    int tries = temper.broken() ? 1 + DemoPlan.RETRIES : temper.hesitant() ? 2 : 1;
    calls.put(CITIES.number(index), tries);
    told.add(with(index, temper.succeeds() ? "completed" : "failed", tries, 1));
  }

  private static Told with(int index, String status, int tries, int attempt) {
    return new Told(index, status, tries, attempt, "", "");
  }

  private Accounts accounts() {
    Accounts accounts = new Accounts(CITIES, calls, pauses);
    told.forEach(accounts::add);
    return accounts;
  }

  private List<String> differences() {
    Accounts accounts = accounts();
    int failed = accounts.failures().size();
    Standing end = standing(accounts.successful(), failed);
    return accounts.differences(end, allCalls());
  }

  private int allCalls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int first(boolean broken) {
    return IntStream.range(0, ROWS)
        .filter(i -> Temper.of(CITIES.number(i)).broken() == broken)
        .findFirst()
        .orElseThrow();
  }
}
