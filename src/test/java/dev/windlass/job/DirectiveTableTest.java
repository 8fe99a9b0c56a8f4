package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.DirectiveOutcome.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every directive in every status, in a batch job that came there by its inputs. */
class DirectiveTableTest {
  /** What the architecture says: the status after the directive, or the code of its refusal. */
  private static final String EXPECTED =
      """
      .                     CREATE START       START_ONLY_FAILED  STOP     STOP_AND_KEEP PAUSE   UNPAUSE  DELETE
      CREATED               same   STARTING    !illegal           !illegal !illegal      !illegal !illegal DELETED
      QUEUED                same   !illegal    !illegal           STOPPED  STOPPED       PAUSED  !illegal DELETED
      STARTING              same   STARTING    !illegal           STOPPED  STOPPED       PAUSED  !illegal DELETED
      RE_STARTING           same   !illegal    !illegal           STOPPING STOPPING      PAUSING !illegal STOPPING
      RUNNING               same   RESTARTING  !illegal           STOPPING STOPPING      PAUSING !illegal STOPPING
      PAUSING               same   RESTARTING  !illegal           STOPPING STOPPING      !illegal RUNNING STOPPING
      PAUSED                same   STARTING    !illegal           STOPPED  STOPPED       !illegal STARTING DELETED
      STOPPING              same   RESTARTING  !illegal           !illegal !illegal      !illegal !illegal STOPPING
      STOPPED               same   STARTING    !nothing-to-repeat !illegal !illegal      !illegal STARTING DELETED
      STOPPED_AND_KEPT      same   STARTING    STARTING           !illegal !illegal      !illegal STARTING DELETED
      COMPLETED             same   STARTING    !nothing-to-repeat !illegal !illegal      !illegal !illegal DELETED
      COMPLETED_WITH_ERRORS same   STARTING    STARTING           !illegal !illegal      !illegal !illegal DELETED
      FAILED                same   STARTING    STARTING           !illegal !illegal      !illegal !illegal DELETED
      INVALID               same   STARTING    !illegal           !illegal !illegal      !illegal !illegal DELETED
      DELETED               !gone  !gone       !gone              !gone    !gone         !gone   !gone    !gone
      """;

  private record Cell(Situation situation, Verb verb, String expected) {}

  private static List<Cell> cells() {
    List<String[]> rows = EXPECTED.lines().map(line -> line.trim().split(" +")).toList();
    List<Cell> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 1; column < row.length; column++) {
        cells.add(
            new Cell(Situation.valueOf(row[0]), Verb.valueOf(rows.get(0)[column]), row[column]));
      }
    }
    return cells;
  }

  static Stream<Arguments> accepted() {
    return cells().stream()
        .filter(cell -> Character.isUpperCase(cell.expected().charAt(0)))
        .map(
            cell ->
                Arguments.of(cell.situation(), cell.verb(), JobStatus.valueOf(cell.expected())));
  }

  static Stream<Arguments> refused() {
    return cells().stream()
        .filter(cell -> cell.expected().startsWith("!"))
        .map(cell -> Arguments.of(cell.situation(), cell.verb(), cell.expected().substring(1)));
  }

  @ParameterizedTest(name = "{1} in {0} leads to {2}")
  @MethodSource("accepted")
  void anAcceptedDirectiveLeadsWhereTheTableSays(Situation from, Verb verb, JobStatus to) {
    JobScene scene = from.reached();
    JobHeader before = scene.header();

    DirectiveOutcome outcome = verb.say(scene);

    assertThat(outcome.state()).isEqualTo(State.APPLIED);
    assertThat(outcome.code()).isNull();
    JobHeader after = scene.last().get(0).header();
    assertThat(after.status()).isEqualTo(to);
    boolean opens =
        verb.kind == DirectiveKind.START
            || verb == Verb.STOP
            || verb == Verb.UNPAUSE && from.status() == JobStatus.STOPPED;
    assertThat(after.epoch()).isEqualTo(before.epoch() + (opens ? 1 : 0));
    if (opens && verb != Verb.START_ONLY_FAILED) {
      assertThat(after.counts()).isEqualTo(Counts.allWaiting(before.subJobs()));
      assertThat(after.operationsDone()).isZero();
    }
    if (!opens) {
      assertThat(after.operationsDone()).isEqualTo(before.operationsDone());
    }
    assertThat(after.openGrants()).isEqualTo(before.openGrants());
  }

  @ParameterizedTest(name = "{1} in {0} is refused: {2}")
  @MethodSource("refused")
  void aRefusedDirectiveSaysWhyAndChangesNothing(Situation in, Verb verb, String code) {
    JobScene scene = in.reached();
    JobHeader before = scene.header();
    Map<String, Object> stateBefore = state(scene);

    DirectiveOutcome outcome = verb.say(scene);

    assertThat(outcome.state()).isEqualTo(State.REFUSED);
    assertThat(outcome.code()).startsWith(code);
    assertThat(outcome.reason()).isNotBlank();
    if (code.equals("illegal")) {
      assertThat(outcome.reason())
          .isEqualTo(
              verb.kind.name().toLowerCase()
                  + " is not possible while the batch job is "
                  + in.status().label());
    }
    assertThat(scene.events()).containsExactly("DirectiveRefused");
    assertThat(scene.effects()).isEmpty();
    assertThat(state(scene)).isEqualTo(stateBefore);
    if (before != null) {
      assertThat(scene.header()).isEqualTo(before.with(next -> next.version++));
    }
  }

  @Test
  void aCreateOfAKnownBatchJobIsARepeatInEveryStatus() {
    for (Situation situation : EnumSet.complementOf(EnumSet.of(Situation.DELETED))) {
      JobScene scene = situation.reached();
      Map<String, Object> before = state(scene);
      assertThat(Verb.CREATE.say(scene).state()).as("%s", situation).isEqualTo(State.REPEATED);
      assertThat(state(scene)).isEqualTo(before);
      assertThat(scene.effects()).isEmpty();
    }
  }

  @Test
  void everySituationIsInTheStatusThatItNames() {
    for (Situation situation : Situation.values()) {
      JobHeader header = situation.reached().header();
      assertThat(header == null ? JobStatus.DELETED : header.status())
          .as("%s", situation)
          .isEqualTo(situation.status());
    }
  }

  @Test
  void noCellGoesUnvisited() {
    Set<String> visited = new java.util.TreeSet<>();
    cells().forEach(cell -> visited.add(cell.situation().status() + " " + cell.verb()));
    for (JobStatus status : JobStatus.values()) {
      for (Verb verb : Verb.values()) {
        assertThat(visited).contains(status + " " + verb);
      }
    }
    assertThat(cells()).hasSize(Situation.values().length * Verb.values().length);
  }

  /** All that is stored but the header and the memory of directives. */
  private static Map<String, Object> state(JobScene scene) {
    JobStore store = scene.store();
    Map<String, Object> state = new TreeMap<>();
    state.put("pages", Map.copyOf(store.pages()));
    state.put("index", store.index());
    state.put("grants", store.grants());
    state.put("dispatch", store.dispatch());
    state.put("snapshot", store.snapshot());
    state.put("creation", store.creation());
    state.put("tombstone", store.tombstone());
    state.put("keys", Map.copyOf(scene.bench.keys()));
    return state;
  }
}
