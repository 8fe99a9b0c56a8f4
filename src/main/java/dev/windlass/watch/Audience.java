package dev.windlass.watch;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Who waits for what. */
final class Audience {
  private final Map<String, Set<CompletableFuture<Live>>> directives = new ConcurrentHashMap<>();
  private final Map<String, Set<Ear>> jobs = new ConcurrentHashMap<>();
  private final Set<Ear> everything = ConcurrentHashMap.newKeySet();
  private final Executor executor;

  /** Futures are completed on the executor, because what hangs on them may take its time. */
  Audience(Executor executor) {
    this.executor = executor;
  }

  /** Clients choose the ids of directives, and may choose the same for several batch jobs. */
  static String key(String job, String directive) {
    return job + "/" + directive;
  }

  void await(String directive, CompletableFuture<Live> outcome) {
    add(directives, directive, outcome);
    outcome.whenComplete((live, failure) -> remove(directives, directive, outcome));
  }

  /** {@code job} is null for an ear that hears everything. */
  void add(String job, Ear ear) {
    if (job == null) {
      everything.add(ear);
    } else {
      add(jobs, job, ear);
    }
  }

  void remove(String job, Ear ear) {
    if (job == null) {
      everything.remove(ear);
    } else {
      remove(jobs, job, ear);
    }
  }

  void tell(Arrival arrival) {
    everything.forEach(ear -> ear.hear(arrival));
    if (!jobs.isEmpty()) {
      jobs.getOrDefault(arrival.subject(), Set.of()).forEach(ear -> ear.hear(arrival));
    }
    if (!directives.isEmpty()) {
      directives
          .getOrDefault(key(arrival.subject(), arrival.directive()), Set.of())
          .forEach(o -> complete(o, arrival));
    }
  }

  void lost(String reason) {
    Consumer<Ear> tell = ear -> ear.lost(reason);
    everything.forEach(tell);
    jobs.values().forEach(ears -> ears.forEach(tell));
  }

  int waiting() {
    return directives.size();
  }

  int listening() {
    return everything.size() + jobs.values().stream().mapToInt(Set::size).sum();
  }

  private void complete(CompletableFuture<Live> outcome, Arrival arrival) {
    executor.execute(() -> arrival.live().ifPresent(outcome::complete));
  }

  private static <V> void add(Map<String, Set<V>> map, String key, V value) {
    map.compute(
        key,
        (k, values) -> {
          Set<V> all = values == null ? ConcurrentHashMap.newKeySet() : values;
          all.add(value);
          return all;
        });
  }

  private static <V> void remove(Map<String, Set<V>> map, String key, V value) {
    map.computeIfPresent(
        key,
        (k, values) -> {
          values.remove(value);
          return values.isEmpty() ? null : values;
        });
  }
}
