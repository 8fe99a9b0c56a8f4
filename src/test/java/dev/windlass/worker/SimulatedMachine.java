package dev.windlass.worker;

import dev.windlass.simulation.Life;
import dev.windlass.simulation.Strands;
import dev.windlass.simulation.Strands.Strand;
import dev.windlass.simulation.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A machine whose clocks, chance and threads are those of a simulated world. */
final class SimulatedMachine implements Machine {
  private final World world;
  private final Life life;
  private final Strands strands;
  private final Random chance;
  private final long bootedAt;
  private final Map<Strand, Interruptible> interruptibles = new IdentityHashMap<>();

  SimulatedMachine(World world, Life life, Strands strands) {
    this.world = world;
    this.life = life;
    this.strands = strands;
    this.chance = world.random("machine " + life.name());
    this.bootedAt = chance.nextLong() >> 8;
  }

  @Override
  public long nanos() {
    return world.now() - bootedAt;
  }

  @Override
  public Instant now() {
    return life.wall();
  }

  @Override
  public double random() {
    return chance.nextDouble();
  }

  @Override
  public Monitor monitor() {
    return new SimulatedMonitor();
  }

  @Override
  public Running running() {
    return interruptibles.computeIfAbsent(strands.current(), Interruptible::new);
  }

  @Override
  public void start(String name, Runnable work) {
    if (!life.isOver()) {
      strands.start(life, work);
    }
  }

  /** Computing takes no time here. */
  @Override
  public int processors() {
    return Integer.MAX_VALUE;
  }

  /** What an operation does that takes its time. */
  void sleep(Duration time, boolean ignoresInterrupts) throws InterruptedException {
    Strand me = strands.current();
    Interruptible mine = interruptibles.computeIfAbsent(me, Interruptible::new);
    long until = world.now() + time.toNanos();
    while (world.now() < until && (ignoresInterrupts || !mine.interrupted)) {
      park(me, until);
    }
    if (mine.interrupted && !ignoresInterrupts) {
      mine.interrupted = false;
      throw new InterruptedException("interrupted");
    }
  }

  /** A strand of a killed process ends as one that was told to let go. */
  private static void park(Strand strand, long until) {
    try {
      strand.parkUntil(until);
    } catch (Strands.Killed e) {
      throw SimulatedMachine.<RuntimeException>asIs(new LetGo());
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asIs(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static final class Interruptible implements Running {
    private final Strand strand;
    private boolean interrupted;

    private Interruptible(Strand strand) {
      this.strand = strand;
    }

    @Override
    public void interrupt() {
      interrupted = true;
      strand.wake();
    }

    @Override
    public void over() {
      interrupted = false;
    }
  }

  /** One strand runs at a time, so there is nothing to lock. */
  private final class SimulatedMonitor implements Monitor {
    private final List<Strand> waiting = new ArrayList<>();

    @Override
    public void lock() {}

    @Override
    public void unlock() {}

    @Override
    public void await(long nanos) {
      Strand me = strands.current();
      waiting.add(me);
      try {
        park(me, world.now() + nanos);
      } finally {
        waiting.remove(me);
      }
    }

    @Override
    public void signalAll() {
      waiting.forEach(Strand::wake);
    }
  }
}
