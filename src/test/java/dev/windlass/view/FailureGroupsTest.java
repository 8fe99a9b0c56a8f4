package dev.windlass.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.view.FailureGroups.Failure;
import dev.windlass.view.FailureGroups.Group;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureGroupsTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "row 17 is bad;row 18 is bad;row … is bad",
        "no row 'Berlin' in \"cities\";no row 'Rome' in \"cities\";no row … in \"cities\"",
        "order 3f2a9c00-1111-8222-9333-444455556666 is gone;"
            + "order 3f2a9c00-1111-8222-9333-444455556667 is gone;order … is gone",
        "digest deadbeef01 differs;digest deadbeef02 differs;digest … differs",
        "http://geo.internal/search?q=Berlin answered 503, expected was 200;"
            + "http://geo.internal/search?q=Rome answered 503, expected was 200;"
            + "http://geo.internal… answered 503, expected was 200",
        "geocode ended with 3, expected was 0;geocode ended with 3, expected was 0;"
            + "geocode ended with 3, expected was 0"
      },
      delimiter = ';')
  void numbersIdsAndWhatIsQuotedMakeNoDifference(String one, String other, String message) {
    assertThat(FailureGroups.of(List.of(failure(2, one), failure(1, other))))
        .extracting(Group::message)
        .containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "http://geo.internal/a answered 503;http://geo.internal/a answered 404",
        "http://geo.internal/a answered 503;http://other.internal/a answered 503",
        "geocode ended with 3;geocode ended with 4",
        "the facade is defaced;the cabbage is defaced"
      },
      delimiter = ';')
  void whatSaysWhatHappenedMakesADifference(String one, String other) {
    assertThat(FailureGroups.of(List.of(failure(2, one), failure(1, other)))).hasSize(2);
  }

  @Test
  void theMostFrequentComesFirstWithItsNewestSamples() {
    List<Group> groups =
        FailureGroups.of(
            List.of(
                failure(9, "row 9 is bad"),
                failure(8, "no answer"),
                failure(7, "row 7 is bad"),
                failure(6, "row 6 is bad"),
                failure(5, "row 5 is bad")));
    assertThat(groups).extracting(Group::message).containsExactly("row … is bad", "no answer");
    Group first = groups.getFirst();
    assertThat(first.failures()).isEqualTo(4);
    assertThat(first.samples()).extracting(Failure::index).containsExactly(9, 7, 6);
    assertThat(first.firstAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(first.lastAt()).isEqualTo(NOON.plusSeconds(9));
  }

  @Test
  void messagesThatAreTheSameAreToldAsTheyAre() {
    assertThat(FailureGroups.of(List.of(failure(2, "status 503"), failure(1, "status 503"))))
        .extracting(Group::message)
        .containsExactly("status 503");
  }

  private static Failure failure(int index, String error) {
    return new Failure(index, 0, "work", NOON.plusSeconds(index), error);
  }
}
