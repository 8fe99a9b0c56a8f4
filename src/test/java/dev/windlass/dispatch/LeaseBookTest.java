package dev.windlass.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseBookTest {
  private static final long START = 1_000_000;
  private final LeaseBook<String> book = new LeaseBook<>(Duration.ofSeconds(10), START);

  @Test
  void silenceOfALeaseEndsIt() {
    book.open("a", START);
    readEvenlyTo(START + 10_000);
    assertThat(book.ended()).isEmpty();
    readEvenlyTo(START + 10_250);
    assertThat(book.ended()).containsExactly("a");
    assertThat(book.ended()).isEmpty();
  }

  @Test
  void whoIsHeardGoesOn() {
    book.open("a", START);
    book.open("b", START);
    readEvenlyTo(START + 8_000);
    book.heard("a", START + 8_000);
    readEvenlyTo(START + 11_000);
    assertThat(book.ended()).containsExactly("b");
    readEvenlyTo(START + 18_250);
    assertThat(book.ended()).containsExactly("a");
  }

  @Test
  void nothingEndsWhileTheLogIsNotReadToItsEnd() {
    book.open("a", START);
    book.heard("a", START + 3_600_000);
    assertThat(book.ended()).isEmpty();
  }

  @Test
  void whatWasReadBeforeTheTakeOverSaysNothing() {
    book.readToEnd(START - 5_000);
    book.open("a", START);
    readEvenlyTo(START + 9_000);
    assertThat(book.ended()).isEmpty();
  }

  @Test
  void timeInWhichNothingCouldBeReadDoesNotCount() {
    book.open("a", START);
    readEvenlyTo(START + 5_000);
    book.readToEnd(START + 65_000);
    assertThat(book.ended()).isEmpty();
    for (long at = START + 65_250; at <= START + 69_000; at += 250) {
      book.readToEnd(at);
    }
    assertThat(book.ended()).isEmpty();
    book.readToEnd(START + 69_250);
    assertThat(book.ended()).as("5 s before, 1 s for the gap, 4.25 s after").containsExactly("a");
  }

  @Test
  void readersThatAreAlwaysBehindEndLeasesInTheEnd() {
    book.open("a", START);
    for (int i = 1; i <= 11; i++) {
      book.readToEnd(START + i * 30_000L);
    }
    assertThat(book.ended()).containsExactly("a");
  }

  @Test
  void anotherFenceKeepsNothingAlive() {
    book.open("a/1", START);
    book.heard("a/2", START + 9_000);
    readEvenlyTo(START + 10_250);
    assertThat(book.ended()).containsExactly("a/1");
    assertThat(book.size()).isZero();
  }

  private void readEvenlyTo(long end) {
    for (long at = START; at <= end; at += 250) {
      book.readToEnd(at);
    }
  }
}
