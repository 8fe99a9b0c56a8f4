package dev.windlass.compat.voiceagent;

import dev.windlass.worker.handler.Operation;
import dev.windlass.worker.handler.OperationHandler;
import dev.windlass.worker.handler.Outcome;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Ends when its gate is opened, whatever it is interrupted by: so a status that lasts as long as
 * something is let go can be looked at.
 */
@Singleton
public class StubbornHandler implements OperationHandler {
  private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "stubborn";
  }

  @Override
  public Outcome run(Operation operation) throws InterruptedException {
    CountDownLatch gate = gate(operation.parameters().requiredText("gate"));
    boolean interrupted = false;
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      throw new InterruptedException("only now");
    }
    return Outcome.success(null);
  }

  static void open(String gate) {
    gate(gate).countDown();
  }

  private static CountDownLatch gate(String name) {
    return GATES.computeIfAbsent(name, any -> new CountDownLatch(1));
  }
}
