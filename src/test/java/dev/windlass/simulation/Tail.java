package dev.windlass.simulation;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a partition on, in its order, some time after the records were written. */
public final class Tail {
  private final World world;
  private final SimLog log;
  private final Life who;
  private final String topic;
  private final int partition;
  private final Random chance;
  private final Consumer<ConsumerRecord<byte[], byte[]>> listener;
  private long next;
  private boolean underWay;

  public Tail(
      World world,
      SimLog log,
      Life who,
      String topic,
      int partition,
      long from,
      Consumer<ConsumerRecord<byte[], byte[]>> listener) {
    this.world = world;
    this.log = log;
    this.who = who;
    this.topic = topic;
    this.partition = partition;
    this.next = from;
    this.listener = listener;
    this.chance = world.random(who.name() + topic + partition);
    log.onAppend(topic, partition, this::fetch);
    if (log.end(topic, partition) > from) {
      fetch();
    }
  }

  public long next() {
    return next;
  }

  private void fetch() {
    if (!underWay && !who.isOver()) {
      underWay = true;
      world.at(world.now() + latency(chance), who, this::arrive);
    }
  }

  private void arrive() {
    long blocked = Math.max(Math.max(log.awayUntil(), who.cutUntil()), log.slowUntil(topic));
    if (blocked > world.now()) {
      world.at(blocked + latency(chance), who, this::arrive);
      return;
    }
    underWay = false;
    long end = log.end(topic, partition);
    while (next < end && !who.isOver()) {
      listener.accept(log.at(topic, partition, next++));
    }
  }

  /** Mostly a few milliseconds, now and then much more. */
  static long latency(Random chance) {
    int dice = chance.nextInt(100);
    int most = dice < 80 ? 8 : dice < 98 ? 60 : 700;
    return TimeUnit.MICROSECONDS.toNanos(300 + chance.nextInt(most * 1_000));
  }
}
