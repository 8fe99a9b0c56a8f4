package dev.windlass.watch;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Reads of the view for many who ask the same at the same time: one event can wake ten thousand
 * long polls, and all of them want the same row. What is left to read stands in line here, and not
 * for a connection.
 */
@ApplicationScoped
public class SharedReads {
  private final Map<Object, CompletableFuture<?>> reading = new ConcurrentHashMap<>();
  private final Semaphore places;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  SharedReads(WatchConfig config) {
    places = new Semaphore(config.reads());
  }

  /** What {@code read} gives, or what the reading of the same key gives that is under way. */
  @SuppressWarnings("unchecked")
  public <T> CompletionStage<T> read(Object key, Supplier<T> read) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<?> other = reading.putIfAbsent(key, mine);
    if (other != null) {
      return (CompletionStage<T>) other;
    }
    mine.whenComplete((value, failure) -> reading.remove(key, mine));
    return mine.completeAsync(read, readers);
  }

  /** The part of a read that takes a connection. */
  public <T> T inLine(Supplier<T> read) {
    places.acquireUninterruptibly();
    try {
      return read.get();
    } finally {
      places.release();
    }
  }

  @PreDestroy
  void close() {
    readers.shutdownNow();
  }
}
