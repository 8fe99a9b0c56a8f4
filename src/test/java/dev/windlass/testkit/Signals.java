package dev.windlass.testkit;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** What the operating system does to a process, whether it likes it or not. */
public final class Signals {
  private Signals() {}

  /** SIGKILL, and waits until it is gone. */
  public static void kill(ProcessHandle process) throws InterruptedException, ExecutionException {
    process.destroyForcibly();
    process.onExit().get();
  }

  /** SIGSTOP: it stands still and does not know. */
  public static void freeze(ProcessHandle process) throws IOException, InterruptedException {
    send("STOP", process);
  }

  /** SIGCONT: it goes on where it was. */
  public static void thaw(ProcessHandle process) throws IOException, InterruptedException {
    send("CONT", process);
  }

  /** SIGINT, as Ctrl-C sends it. */
  public static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
    send("INT", process);
  }

  private static void send(String signal, ProcessHandle process)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + signal + " ended with " + code);
    }
  }
}
