package dev.windlass.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;

/** Writes for one process: in order within a partition, patiently, and told about it late. */
public final class SimProducer {
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(15);

  private final World world;
  private final SimLog log;
  private final Life who;
  private final Random chance;
  private final Map<String, Long> lastSend = new HashMap<>();

  public SimProducer(World world, SimLog log, Life who) {
    this.world = world;
    this.log = log;
    this.who = who;
    this.chance = world.random("producer " + who.name());
  }

  public CompletableFuture<Long> send(
      String topic, int partition, String key, Object value, Headers headers) {
    CompletableFuture<Long> kept = new CompletableFuture<>();
    long giveUp = world.now() + DELIVERY_TIMEOUT.toNanos();
    long at =
        Math.max(
            world.now() + Tail.latency(chance), 1 + lastSend.getOrDefault(topic + partition, 0L));
    lastSend.put(topic + partition, at);
    byte[] bytes = value instanceof byte[] raw ? raw : Json.write(value);
    byte[] sent = who.isNewer() ? later(bytes) : bytes;
    long timestamp = who.wall().toEpochMilli();
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    attempt(at, giveUp, kept, () -> log.append(topic, partition, name, sent, headers, timestamp));
    return kept;
  }

  private void attempt(
      long at, long giveUp, CompletableFuture<Long> kept, java.util.function.LongSupplier append) {
    world.at(
        at,
        null,
        () -> {
          long blocked = Math.max(log.awayUntil(), who.cutUntil());
          if (blocked <= world.now()) {
            long offset = append.getAsLong();
            world.at(world.now() + Tail.latency(chance), who, () -> told(kept, offset, giveUp));
          } else if (who.isOver()) {
            return; // what was not sent yet dies with it
          } else if (blocked > giveUp) {
            world.at(
                giveUp, who, () -> kept.completeExceptionally(new TimeoutException("no answer")));
          } else {
            attempt(blocked, giveUp, kept, append);
          }
        });
  }

  /** An answer that does not come through in time is none, though the record stands. */
  private void told(CompletableFuture<Long> kept, long offset, long giveUp) {
    long blocked = Math.max(log.awayUntil(), who.cutUntil());
    if (blocked <= world.now()) {
      kept.complete(offset);
    } else if (blocked > giveUp) {
      world.at(giveUp, who, () -> kept.completeExceptionally(new TimeoutException("no answer")));
    } else {
      world.at(blocked, who, () -> told(kept, offset, giveUp));
    }
  }

  /** As a later version might write: with fields that this one does not know. */
  public static byte[] later(byte[] value) {
    try {
      JsonNode read = Json.MAPPER.readTree(value);
      if (read instanceof ObjectNode object) {
        object.putObject("fieldOfALaterVersion").put("meaning", 42);
        return Json.MAPPER.writeValueAsBytes(object);
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
