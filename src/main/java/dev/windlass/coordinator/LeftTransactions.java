package dev.windlass.coordinator;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.jboss.logging.Logger;

/**
 * Ends what threads that are gone have left open. Nobody who reads what is committed gets past it,
 * whoever takes over included, until its time is up: seconds after it was given to another. Who is
 * no member of the group any more could not commit it either.
 */
final class LeftTransactions implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LeftTransactions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PROCESS = "(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

  private final Admin admin;
  private final String group;

  /** What Kafka Streams calls the transactions and the consumer of a thread. */
  private final Pattern transactional;

  private final Pattern consumer;

  LeftTransactions(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
    this.transactional = Pattern.compile(Pattern.quote(group) + PROCESS + "-\\d+");
    this.consumer =
        Pattern.compile("(" + Pattern.quote(group) + PROCESS + ")-StreamThread-(\\d+)-consumer");
  }

  /** Returns at once. */
  CompletionStage<Void> end() {
    // The members are looked up after the transactions: a thread that is younger has none of these.
    return open()
        .thenCompose(open -> members().thenApply(members -> without(open, members)))
        .thenCompose(this::fence)
        .exceptionally(
            failure -> {
              LOG.debugf(failure, "What others left open ends when its time is up");
              return null;
            });
  }

  @Override
  public void close() {
    admin.close(PATIENCE);
  }

  private CompletionStage<Set<String>> open() {
    ListTransactionsOptions ongoing =
        new ListTransactionsOptions()
            .filterStates(List.of(TransactionState.ONGOING))
            .timeoutMs((int) PATIENCE.toMillis());
    return admin
        .listTransactions(ongoing)
        .all()
        .toCompletionStage()
        .thenApply(
            all ->
                all.stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> transactional.matcher(id).matches())
                    .collect(Collectors.toSet()));
  }

  /** What the members of the group call their transactions. */
  private CompletionStage<Set<String>> members() {
    return admin
        .describeConsumerGroups(List.of(group))
        .describedGroups()
        .get(group)
        .toCompletionStage()
        .thenApply(this::transactionalIds);
  }

  private Set<String> transactionalIds(ConsumerGroupDescription described) {
    return described.members().stream()
        .map(member -> transactionalId(member.clientId()))
        .collect(Collectors.toSet());
  }

  /** Of a member with a name of another form it is not known what its transactions are called. */
  private String transactionalId(String clientId) {
    Matcher name = consumer.matcher(clientId);
    if (!name.matches()) {
      throw new IllegalStateException("the group has a member with a name of its own");
    }
    return name.group(1) + "-" + name.group(2);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    return all.stream().filter(id -> !some.contains(id)).collect(Collectors.toSet());
  }

  private CompletionStage<Void> fence(Collection<String> left) {
    if (left.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    LOG.infof("Ends what threads that are gone have left open: %s", left);
    return admin
        .fenceProducers(left, new FenceProducersOptions().timeoutMs((int) PATIENCE.toMillis()))
        .all()
        .toCompletionStage();
  }
}
