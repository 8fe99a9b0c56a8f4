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
        "expected status 200, found 503;expected status …, found …",
        "no row 'Berlin' in \"cities\";no row … in …",
        "order 3f2a9c00-1111-8222-9333-444455556666 is gone;order … is gone",
        "connect to geo.internal failed;connect to geo.internal failed",
        "digest deadbeef01 differs;digest … differs",
        "the facade is defaced;the facade is defaced"
      },
      delimiter = ';')
  void numbersIdsAndWhatIsQuotedMakeNoDifference(String error, String pattern) {
    assertThat(FailureGroups.pattern(error)).isEqualTo(pattern);
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
