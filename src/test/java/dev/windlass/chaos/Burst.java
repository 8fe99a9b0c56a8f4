package dev.windlass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.chaos.Crowd.Ask;
import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Very many directives at once over some hundred batch jobs, and what became of each. */
record Burst(String api, DecidedDirectives log, int jobs, int clients, int each) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Of a queue that nobody serves: what is asked of them makes no work. */
  private static final String IDLE = "{\"definition\": \"default/idle\", \"subJobs\": 1}";

  private static final List<String> DIRECTIVES = List.of("start", "pause", "unpause", "pause");

  /** What each ask was answered in the end. */
  Map<Ask, Integer> run(Crowd crowd) throws Exception {
    List<String> ids = crowd.create(api, IDLE, jobs);
    crowd.forget();
    long before = System.nanoTime();
    Map<Ask, Integer> answers = crowd.untilTaken(api, asks(ids));
    print(crowd, Duration.ofNanos(System.nanoTime() - before));
    return answers;
  }

  /** The audit is the log: applied or refused exactly once, whatever was answered how often. */
  void everyDirectiveIsDecidedOnce(Map<Ask, Integer> answers) {
    assertThat(answers).hasSize(clients * each);
    Map<String, Integer> decided =
        Await.value(
            "all are decided",
            PATIENCE,
            log::read,
            known -> answers.keySet().stream().map(Burst::key).allMatch(known::containsKey));
    answers.keySet().forEach(ask -> assertThat(decided.get(key(ask))).as(key(ask)).isOne());
  }

  static String key(Ask ask) {
    return ask.job() + "/" + ask.id();
  }

  private List<List<Ask>> asks(List<String> ids) {
    return IntStream.range(0, clients)
        .mapToObj(c -> IntStream.range(0, each).mapToObj(n -> ask(ids, c, n)).toList())
        .toList();
  }

  private static Ask ask(List<String> ids, int client, int n) {
    String directive = n == 0 ? DIRECTIVES.getFirst() : DIRECTIVES.get(1 + (client + n) % 3);
    return new Ask(ids.get((client + n) % ids.size()), "c" + client + "." + n, directive);
  }

  private void print(Crowd crowd, Duration time) {
    int taken = crowd.answered(202) + crowd.answered(409);
    int away = crowd.answered(429) + crowd.answered(503);
    System.out.printf(
        "%,d directives of %,d clients in %,d ms: %,d/s; p50 %,d ms, p99 %,d ms;"
            + " %,d x 202, %,d x 409, %,d x 429, %,d x 503 (%.1f %% turned away)%n",
        taken,
        clients,
        time.toMillis(),
        1_000L * taken / Math.max(1, time.toMillis()),
        crowd.percentileMillis(50),
        crowd.percentileMillis(99),
        crowd.answered(202),
        crowd.answered(409),
        crowd.answered(429),
        crowd.answered(503),
        100.0 * away / (taken + away));
  }
}
