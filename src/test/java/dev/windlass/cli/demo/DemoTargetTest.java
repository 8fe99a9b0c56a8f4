package dev.windlass.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.windlass.testkit.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoTargetTest {
  private static final Cities CITIES = Cities.read(Path.of("deploy", "examples", "cities.csv"));

  @Test
  void theFileHasSoManyCitiesOfEachTemper() {
    List<Temper> tempers =
        IntStream.range(0, CITIES.size()).mapToObj(i -> Temper.of(CITIES.number(i))).toList();
    assertThat(tempers).hasSize(4_442);
    assertThat(tempers.stream().filter(Temper::broken).count()).isEqualTo(69);
    assertThat(tempers.stream().filter(Temper::hesitant).count()).isEqualTo(145);
    assertThat(tempers.stream().filter(t -> t.takes().toMillis() >= 200).count()).isEqualTo(100);
    assertThat(tempers).noneMatch(t -> t.broken() && t.hesitant());
  }

  @Test
  void aBrokenCityFailsAtEveryCallAndAHesitantOneAtTheFirst() throws Exception {
    try (DemoTarget target = DemoTarget.start()) {
      int broken = first(Temper::broken);
      int hesitant = first(Temper::hesitant);
      int good = first(t -> !t.broken() && !t.hesitant());
      assertThat(statuses(target, broken, 3)).containsExactly(500, 500, 500);
      assertThat(statuses(target, hesitant, 3)).containsExactly(503, 200, 200);
      assertThat(statuses(target, good, 1)).containsExactly(200);
      assertThat(target.calls()).isEqualTo(7);
      assertThat(target.callsByCity())
          .containsEntry(CITIES.number(broken), 3)
          .containsEntry(CITIES.number(hesitant), 3)
          .containsEntry(CITIES.number(good), 1);
    }
  }

  @Test
  void aCallWithoutNumbersIsCountedAndRefused() throws Exception {
    try (DemoTarget target = DemoTarget.start()) {
      assertThat(Http.get(target.url() + "?city=Paris").status()).isEqualTo(400);
      assertThat(Http.get(target.url()).status()).isEqualTo(400);
      assertThat(target.calls()).isEqualTo(2);
      assertThat(target.callsByCity()).isEmpty();
    }
  }

  @Test
  void theWayToTheDepotIsNoneAndToBuenosAiresElevenThousandKilometres() {
    assertThat(Route.to(51.9225, 4.47917).kilometres()).isCloseTo(0, within(0.001));
    assertThat(Route.to(-34.61315, -58.37723).kilometres()).isCloseTo(11_390, within(60.0));
    assertThat(Route.to(51.9225 - 180, 4.47917).json()).contains("\"km\":");
  }

  private static List<Integer> statuses(DemoTarget target, int city, int calls) {
    String url =
        "%s?city=%d&lat=%s&lon=%s"
            .formatted(
                target.url(),
                CITIES.number(city),
                CITIES.rows().get(city).get("latitude"),
                CITIES.rows().get(city).get("longitude"));
    return IntStream.range(0, calls).mapToObj(i -> Http.get(url).status()).toList();
  }

  private static int first(Predicate<Temper> wanted) {
    return IntStream.range(0, CITIES.size())
        .filter(i -> wanted.test(Temper.of(CITIES.number(i))))
        .findFirst()
        .orElseThrow();
  }
}
