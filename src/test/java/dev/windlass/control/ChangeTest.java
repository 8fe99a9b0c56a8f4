package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.access.Reach;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeTest {
  @Test
  void whateverSomebodyReachesItStandsInAChain() {
    assertThat(chains(Reach.of(Set.of("a", "b")))).containsExactlyInAnyOrder("a", "b");
    assertThat(chains(Reach.ALL)).containsExactly("*");
    assertThat(chains(Reach.NONE)).containsExactly("*");
  }

  private static Set<String> chains(Reach reach) {
    return Change.in(reach, "api-key.create", "key_1").namespaces();
  }
}
