package dev.windlass.projection;

import dev.windlass.trace.Tracing;
import dev.windlass.wire.Duty;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.TopicSetup;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;

/** Keeps a reader going: on trouble it connects anew, on a wrong log it stops for good. */
final class FeedThread implements Runnable {
  private final Feed feed;
  private final int number;
  private final Workshop workshop;
  private final Condition condition;
  private final Meters meters;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  /** What all readers of a process share. */
  record Workshop(
      KafkaClients clients,
      TopicSetup topics,
      ProjectionConfig config,
      java.util.function.Supplier<? extends javax.sql.DataSource> dataSource,
      DeadLetters deadLetters,
      Patience patience,
      Tracing tracing,
      String group) {}

  FeedThread(Feed feed, int number, Workshop workshop, Meters meters) {
    this.feed = feed;
    this.number = number;
    this.workshop = workshop;
    this.meters = meters;
    this.condition = new Condition(feed.name(), workshop.config().unwellAfter());
  }

  @Override
  public void run() {
    for (int tries = 0; !workshop.patience().closing(); tries++) {
      try {
        read();
      } catch (Closing | WakeupException e) {
        return;
      } catch (RuntimeException e) {
        if (hopeless(e)) {
          return;
        }
        condition.trouble(e);
        if (!rested(tries)) {
          return;
        }
      }
    }
  }

  Optional<String> unwell() {
    return condition.unwell();
  }

  /** Whether it goes on by itself no more. */
  boolean halted() {
    return condition.halted();
  }

  /** After the patience has learned that the role ends. */
  void wake() {
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void read() {
    workshop.topics().ensure(Duty.PROJECTION);
    String clientId = "windlass-projection-" + feed.name() + "-" + number;
    try (Admin admin = workshop.clients().admin(clientId + "-admin");
        KafkaConsumer<byte[], byte[]> fresh = workshop.clients().consumer(clientId, settings())) {
      consumer = fresh;
      FeedReader reader = reader(fresh, admin);
      reader.subscribe();
      while (!workshop.patience().closing()) {
        reader.step();
        condition.well();
      }
    } finally {
      consumer = null;
    }
  }

  private FeedReader reader(KafkaConsumer<byte[], byte[]> fresh, Admin admin) {
    ProjectionConfig config = workshop.config();
    Database database = new Database(workshop.dataSource(), workshop.patience(), condition);
    return new FeedReader(
        feed,
        fresh,
        new Places(feed, admin, database, config.beginWithCutLog()),
        new BatchWriter(feed, database, workshop.deadLetters()),
        config.heartbeat(),
        meters,
        workshop.tracing());
  }

  private Map<String, Object> settings() {
    ProjectionConfig config = workshop.config();
    int session = (int) config.sessionTimeout().toMillis();
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG,
        workshop.group() + "-" + feed.name(),
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName(),
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        session,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        session / 3,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        config.batchRecords(),
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        (int) config.fetchBytes().asLongValue());
  }

  /** What a listener of the consumer throws comes wrapped. */
  private boolean hopeless(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Closing || cause instanceof WakeupException) {
        return true;
      }
      if (cause instanceof LogMismatch || cause instanceof OffsetOutOfRangeException) {
        condition.halt(cause.getMessage());
        return true;
      }
    }
    return false;
  }

  private boolean rested(int tries) {
    try {
      workshop.patience().rest(tries);
      return true;
    } catch (Closing e) {
      return false;
    }
  }
}
