package dev.windlass.worker;

import dev.windlass.simulation.Life;
import dev.windlass.simulation.World;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor of one thread, by the clock of a simulated world. Nobody asks for its futures. */
final class SimulatedExecutor extends AbstractExecutorService implements ScheduledExecutorService {
  private final World world;
  private final Life life;

  SimulatedExecutor(World world, Life life) {
    this.world = world;
    this.life = life;
  }

  @Override
  public void execute(Runnable command) {
    world.at(world.now(), life, command);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    world.at(world.now() + unit.toNanos(delay), life, command);
    return null;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long first, long period, TimeUnit unit) {
    return schedule(
        () -> {
          command.run();
          scheduleAtFixedRate(command, period, period, unit);
        },
        first,
        unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long first, long delay, TimeUnit unit) {
    return scheduleAtFixedRate(command, first, delay, unit);
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return life.isOver();
  }

  @Override
  public boolean isTerminated() {
    return life.isOver();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
