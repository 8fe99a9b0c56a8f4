package dev.windlass.compat.guidewire;

import dev.windlass.control.Refusal;
import dev.windlass.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class GuidewireFuzzTest {
  @Test
  void theArgumentsOfAStartAreReadOrRefused() {
    Fuzz.of(
            "guidewire start",
            bytes ->
                StartBody.arguments(new ByteArrayInputStream(bytes), "FinancialsCheck", 1 << 20))
        .seeds(
            "{\"data\":{\"attributes\":{\"financialsCheck\":{\"a\":1,\"b\":[null,{\"c\":\"d\"}]}}}}")
        .refusing(Refusal.class)
        .run();
  }
}
