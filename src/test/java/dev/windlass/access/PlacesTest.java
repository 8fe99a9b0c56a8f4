package dev.windlass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PlacesTest {
  private static final Identity ANA = new Identity("ana", UserRole.VIEWER, Reach.ALL);
  private static final Identity BOB = new Identity("bob", UserRole.VIEWER, Reach.ALL);

  private final Places places = new Places("reads", 8, "windlass.api.max-reads", 0.25);

  @Test
  void nobodyHasMoreThanHisShare() {
    take(ANA, 2);
    assertThatThrownBy(() -> places.take(ANA))
        .isInstanceOf(NoPlaceException.class)
        .hasMessage(
            "2 reads of 'ana' are under way, as many as windlass.security.share allows of the 8 of"
                + " windlass.api.max-reads");
    take(BOB, 2);
    assertThat(places.taken()).isEqualTo(4);
  }

  @Test
  void thereAreNoMoreThanThereAre() {
    IntStream.range(0, 4).forEach(i -> take(named("one" + i, Reach.ALL), 2));
    assertThatThrownBy(() -> places.take(ANA))
        .isInstanceOf(NoPlaceException.class)
        .hasMessage("8 reads are under way, as many as windlass.api.max-reads allows");
  }

  @Test
  void whatIsClosedIsFreeOnceAndForItsHolderToo() {
    List<Places.Place> two = take(ANA, 2);
    two.getFirst().close();
    two.getFirst().close();
    assertThat(places.taken()).isEqualTo(1);
    take(ANA, 1);
    assertThatThrownBy(() -> places.take(ANA)).isInstanceOf(NoPlaceException.class);
  }

  @Test
  void twoTenantsWithOneNameHaveTwoShares() {
    take(named("ci", Reach.of(Set.of("a"))), 2);
    take(named("ci", Reach.of(Set.of("b"))), 2);
  }

  @Test
  void whereNobodyHasANameNobodyHasAShare() {
    take(Identity.ANYBODY, 4);
    take(null, 4);
    assertThat(places.taken()).isEqualTo(8);
  }

  @Test
  void oneWhoIsKnownLaterHasHisShareAllTheSame() {
    take(ANA, 1);
    places.take().hold(ANA);
    Places.Place third = places.take();
    assertThatThrownBy(() -> third.hold(ANA)).isInstanceOf(NoPlaceException.class);
    assertThat(places.taken()).as("it was given back").isEqualTo(2);
  }

  @Test
  void whoHasPatienceGetsTheFirstThatIsFree() throws Exception {
    List<Places.Place> mine = take(ANA, 2);
    CompletableFuture<Places.Place> next =
        CompletableFuture.supplyAsync(() -> await(ANA, Duration.ofSeconds(15)));
    assertThatThrownBy(() -> places.take(ANA, Duration.ofMillis(50)))
        .isInstanceOf(NoPlaceException.class);
    assertThat(next).isNotDone();
    mine.getFirst().close();
    next.get().close();
    assertThat(places.taken()).isEqualTo(1);
  }

  @Test
  void aShareIsOnePlaceAtLeast() {
    new Places("uploads", 2, "windlass.inputs.max-uploads", 0.1).take(ANA);
  }

  private List<Places.Place> take(Identity who, int count) {
    return IntStream.range(0, count).mapToObj(i -> places.take(who)).toList();
  }

  private Places.Place await(Identity who, Duration patience) {
    try {
      return places.take(who, patience);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Identity named(String name, Reach reach) {
    return new Identity(name, UserRole.VIEWER, reach);
  }
}
