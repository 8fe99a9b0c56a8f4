package dev.windlass.compat.xserver;

import dev.windlass.control.Refusal;
import dev.windlass.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class XServerFuzzTest {
  @Test
  void aRequestIsReadOrRefused() {
    Fuzz.of(
            "xserver request",
            bytes -> Bodies.WatchRequest.of(Bodies.read(new ByteArrayInputStream(bytes), 1 << 20)))
        .seeds(
            """
            { "$type": "WatchRequest", "id": "01a201a0-1cfb-8555-aa12-345678000000",
              "progressUpdatePeriod": 1000, "maximumPollingPeriod": 5000 }""")
        .refusing(Fault.class, Refusal.class)
        .run();
  }
}
