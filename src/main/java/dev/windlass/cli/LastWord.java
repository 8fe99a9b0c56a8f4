package dev.windlass.cli;

import dev.windlass.cli.demo.DemoPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tidies up behind a demo and says what is left. On a signal the JVM would be gone before: so a
 * hook holds it until this is done.
 */
final class LastWord implements AutoCloseable {
  /** Longer than the servers may take to end. */
  private static final int PATIENCE_SECONDS = 75;

  private final DemoPlace place;
  private final CountDownLatch said = new CountDownLatch(1);
  private volatile boolean interrupted;
  private boolean well;

  LastWord(DemoPlace place) {
    this.place = place;
    Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "windlass-demo-last-word"));
  }

  void endedWith(int code) {
    well = code == 0;
  }

  @Override
  public void close() {
    try {
      if (well || interrupted) {
        place.tidy();
      }
    } catch (IOException e) {
      System.out.println("Left behind: " + e.getMessage());
    } finally {
      tell();
      said.countDown();
    }
  }

  private void tell() {
    if (Files.exists(place.data())) {
      System.out.printf("Data    %s (./windlass up --data DIR shows it again)%n", place.data());
    }
    System.out.printf("Log     %s%n", place.log());
  }

  private void hold() {
    interrupted = true;
    try {
      said.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
