package dev.windlass.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Does nothing of its own: the roles work until somebody ends the process. */
public final class StayUp implements QuarkusApplication {
  @Override
  public int run(String... arguments) {
    Quarkus.waitForExit();
    return 0;
  }
}
