package dev.windlass.worker;

import dev.windlass.worker.handler.Operation;
import dev.windlass.worker.handler.OperationHandler;
import dev.windlass.worker.handler.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Each operation says that it has begun and waits to be let through; with the parameter {@code
 * fail} it fails then, and says {@code error}; with {@code output} it has that to show, and with
 * {@code stubborn} it ignores interrupts.
 */
final class GatedHandler implements OperationHandler {
  final List<String> began = new CopyOnWriteArrayList<>();
  final List<String> interrupted = new CopyOnWriteArrayList<>();
  final Semaphore gate = new Semaphore(0);

  @Override
  public String name() {
    return "gated";
  }

  @Override
  public Outcome run(Operation operation) throws InterruptedException {
    String name = operation.index() + "/" + operation.iteration() + "/" + operation.caseIndex();
    began.add(name);
    pass(name, operation.parameters().flag("stubborn", false));
    return operation.parameters().flag("fail", false)
        ? Outcome.failure(operation.parameters().text("error").orElse("told to fail"))
        : Outcome.success(operation.parameters().text("output").orElse(null));
  }

  void openForEver() {
    gate.release(1_000_000);
  }

  private void pass(String name, boolean stubborn) throws InterruptedException {
    try {
      if (stubborn) {
        gate.acquireUninterruptibly();
      } else {
        gate.acquire();
      }
    } catch (InterruptedException e) {
      interrupted.add(name);
      throw e;
    }
  }
}
