package dev.windlass.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;

/** Starts the servers of this JVM, chooses which, and ends them with it. */
public final class TestServersHost {
  private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");

  private TestServersHost() {}

  public static void start() {
    // Before a test has configured the log, everything would be written. Quarkus sets it again.
    Logger.getLogger("").setLevel(Level.WARNING);
    if (embeddedAreWanted()) {
      System.out.println("Test servers: embedded ones, because TEST_SERVERS says so");
      EmbeddedTestServers.start().publish();
    } else if (dockerAnswers()) {
      System.out.println("Test servers: containers, because Docker answers");
      ContainerServers.start().publish();
    } else {
      System.out.println("Test servers: embedded ones, because no Docker answers");
      EmbeddedTestServers.start().publish();
    }
  }

  private static boolean embeddedAreWanted() {
    return "embedded".equals(System.getenv("TEST_SERVERS"));
  }

  /** Asking takes seconds where there is none: look for a sign of it first. */
  private static boolean dockerAnswers() {
    boolean possible = System.getenv("DOCKER_HOST") != null || Files.exists(DOCKER_SOCKET);
    return possible && DockerClientFactory.instance().isDockerAvailable();
  }
}
