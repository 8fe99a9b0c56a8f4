package dev.windlass.wire;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each duty may do on Kafka, and nothing more: the one table from which the documentation, the
 * commands and the manifests are written. Nobody needs a right on the cluster, and nobody creates
 * topics but the coordinator, its own.
 */
public record Rights(WireConfig config) {
  public List<Right> all() {
    return Arrays.stream(Duty.values()).flatMap(this::rights).toList();
  }

  public List<Right> of(Duty duty) {
    return rights(duty).toList();
  }

  /** Those of the program's topics that the duty cannot do without. */
  public List<NewTopic> topics(Duty duty) {
    List<String> used =
        rights(duty).map(Right::on).filter(on -> isWhole(on, TOPIC)).map(on -> on.name()).toList();
    return new TopicPlan(config).topics().stream().filter(t -> used.contains(t.name())).toList();
  }

  /** Whether the duty sets the share groups up, or waits until they are. */
  boolean minds(Duty duty, String shareGroup) {
    return rights(duty).anyMatch(r -> isWhole(r.on(), GROUP) && r.on().name().equals(shareGroup));
  }

  private Stream<Right> rights(Duty duty) {
    return switch (duty) {
      case API -> api();
      case COORDINATOR -> coordinator();
      case WORKER -> worker();
      case PROJECTION -> projection();
      case SCHEDULER ->
          Stream.of(topic(duty, WRITE, names().directives(), "sends the creates of schedules"));
      case REBUILD_VIEWS -> Stream.of(topic(duty, READ, names().events(), "reads the whole log"));
      case REDRIVE -> redrive();
    };
  }

  private Stream<Right> api() {
    Duty api = Duty.API;
    return Stream.of(
        topic(api, WRITE, names().directives(), "sends what clients ask for"),
        topic(api, READ, names().events(), "live streams and long polls"),
        topic(api, DESCRIBE, names().results(), "looks where the results end"));
  }

  private Stream<Right> coordinator() {
    Duty coordinator = Duty.COORDINATOR;
    String own = names().coordinator();
    Stream<Right> fixed =
        Stream.of(
            topic(coordinator, READ, names().directives(), "decides"),
            topic(coordinator, READ, names().claims(), "decides"),
            topic(coordinator, READ, names().progress(), "decides; looks where progress ends"),
            topic(coordinator, READ, names().workers(), "counts the fleet's slots"),
            topic(coordinator, WRITE, names().events(), "says what it decided"),
            topic(coordinator, WRITE, names().status(), "says what it decided"),
            topic(coordinator, WRITE, names().grants(), "answers claims"),
            topic(coordinator, WRITE, names().control(), "tells workers what is wished"),
            topic(coordinator, WRITE, names().deadLetters(), "puts aside what it can't read"),
            begins(coordinator, CREATE, TOPIC, own + "-", "creates the logs of its state"),
            begins(coordinator, READ, TOPIC, own + "-", "restores its state"),
            begins(coordinator, WRITE, TOPIC, own + "-", "keeps its state"),
            whole(coordinator, READ, GROUP, own, "shares the partitions, commits offsets"),
            begins(
                coordinator,
                WRITE,
                TRANSACTIONAL_ID,
                own + "-",
                "decides exactly once; ends what dead threads left open"));
    return Stream.of(
            fixed,
            tasks().map(task -> topic(coordinator, WRITE, task, "offers work")),
            shareGroups()
                .map(g -> whole(coordinator, ALTER_CONFIGS, GROUP, g, "sets the share group up")))
        .flatMap(some -> some);
  }

  private Stream<Right> worker() {
    Duty worker = Duty.WORKER;
    Stream<Right> fixed =
        Stream.of(
            topic(worker, READ, names().control(), "learns what is wished"),
            topic(worker, READ, names().grants(), "learns what it was granted"),
            topic(worker, WRITE, names().claims(), "claims work"),
            topic(worker, WRITE, names().progress(), "reports"),
            topic(worker, WRITE, names().results(), "reports"),
            topic(worker, WRITE, names().workers(), "says that it is there"),
            topic(worker, WRITE, names().deadLetters(), "puts aside what it can't read"));
    return Stream.of(
            fixed,
            tasks().map(task -> topic(worker, READ, task, "looks for work")),
            shareGroups().map(g -> whole(worker, READ, GROUP, g, "looks for work")),
            shareGroups()
                .map(g -> whole(worker, DESCRIBE_CONFIGS, GROUP, g, "waits until it is set up")))
        .flatMap(some -> some);
  }

  private Stream<Right> projection() {
    Duty projection = Duty.PROJECTION;
    Stream<Right> read =
        Topics.PROJECTED.stream()
            .flatMap(
                kind ->
                    Stream.of(
                        topic(projection, READ, names().of(kind), "makes rows of it"),
                        whole(
                            projection,
                            READ,
                            GROUP,
                            names().projection() + "-" + Json.word(kind),
                            "shares the partitions")));
    return Stream.concat(
        read,
        Stream.of(
            topic(projection, WRITE, names().deadLetters(), "puts aside what it can't read")));
  }

  /** Of topics that keep the newest record only, nothing is sent again. */
  private Stream<Right> redrive() {
    return new TopicPlan(config)
        .topics().stream()
            .map(NewTopic::name)
            .filter(topic -> !names().kind(topic).holdsOnlyTheNewest())
            .map(topic -> topic(Duty.REDRIVE, WRITE, topic, "sends its dead letters again"));
  }

  private Stream<String> tasks() {
    return new TopicPlan(config).taskTopics().stream();
  }

  private Stream<String> shareGroups() {
    return new TopicPlan(config).shareGroups().stream();
  }

  private Topics names() {
    return config.names();
  }

  private static boolean isWhole(ResourcePattern on, ResourceType type) {
    return on.resourceType() == type && on.patternType() == LITERAL;
  }

  private static Right topic(Duty duty, AclOperation may, String topic, String why) {
    return whole(duty, may, TOPIC, topic, why);
  }

  private static Right whole(
      Duty duty, AclOperation may, ResourceType type, String name, String why) {
    return right(duty, may, type, name, LITERAL, why);
  }

  private static Right begins(
      Duty duty, AclOperation may, ResourceType type, String name, String why) {
    return right(duty, may, type, name, PREFIXED, why);
  }

  private static Right right(
      Duty duty, AclOperation may, ResourceType type, String name, PatternType how, String why) {
    return new Right(duty, may, new ResourcePattern(type, name, how), why);
  }
}
