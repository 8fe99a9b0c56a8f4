package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.windlass.testkit.RecordingAuthorizer;
import dev.windlass.testkit.SecuredKafka;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.SignedTokens;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A broker with TLS, passwords, tokens, certificates and its authorizer on: what a duty's user is
 * let do is its line of the table, and the rest is refused. That the table is enough, and all of it
 * needed, {@code MinimalRightsIT} shows.
 */
@Timeout(60)
class SecuredKafkaIT {
  private static final String PREFIX = "secured-" + UUID.randomUUID();
  private static final String CLIENT = PREFIX + "-token-client";
  private static final String SECRET = "secret-" + UUID.randomUUID();
  private static final Set<AclOperation> UNASKED =
      EnumSet.of(AclOperation.UNKNOWN, AclOperation.ANY, AclOperation.ALL);
  private static final String PREPARE = PREFIX + "-prepare";
  private static final String FOREIGN = "foreign.events";
  private static final String[] ALLOWED = {
    "org.apache.kafka.sasl.oauthbearer.allowed.urls",
    "org.apache.kafka.sasl.oauthbearer.allowed.files"
  };
  private static final WireConfig WIRE =
      Settings.of(
          WireConfig.class,
          Map.of("windlass.topics.prefix", PREFIX, "windlass.topics.partitions", "1"));
  private static final Rights RIGHTS = new Rights(WIRE);
  private static final String CHANGELOG = PREFIX + "-coordinator-jobs-changelog";

  private static final AlterConfigOp SHORT =
      new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);

  private static SignedTokens tokens;
  private static SecuredKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    tokens = SignedTokens.start(CLIENT, SECRET);
    Map<String, String> settings =
        tokens.brokerSettings(Files.createTempFile("windlass-keys", ".json"));
    allow(URI.create(settings.get("sasl.oauthbearer.jwks.endpoint.url")));
    kafka = SecuredKafka.start(settings);
    kafka.createTopics(WIRE);
    kafka.grant(WIRE);
    try (Admin admin = kafka.inside().admin("test")) {
      admin
          .createTopics(
              List.of(new NewTopic(FOREIGN, 1, (short) 1), new NewTopic(CHANGELOG, 1, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    Arrays.stream(ALLOWED).forEach(System::clearProperty);
    kafka.close();
    tokens.close();
  }

  // --- nothing more than the table

  @ParameterizedTest
  @EnumSource(value = Duty.class, mode = Mode.EXCLUDE, names = "REDRIVE")
  void theBrokerGrantsTheTableAndNothingMore(Duty duty) throws Exception {
    try (Admin admin = clients(duty).admin("test")) {
      Map<String, Set<AclOperation>> topics = new TreeMap<>();
      for (String topic : topics()) {
        topics.put(topic, onTopic(admin, topic));
      }
      assertThat(topics).isEqualTo(expected(duty, ResourceType.TOPIC, topics()));
      assertThat(
              admin
                  .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                  .authorizedOperations()
                  .get())
          .as("on the cluster")
          .isNullOrEmpty();
    }
  }

  /** The same question, of groups and transactions too, without a request for each. */
  @ParameterizedTest
  @EnumSource(value = Duty.class, mode = Mode.EXCLUDE, names = "REDRIVE")
  void itsAuthorizerSaysTheSameOfGroupsAndTransactions(Duty duty) {
    for (ResourceType type : List.of(ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
      List<String> names = type == ResourceType.GROUP ? groups() : transactions();
      Map<String, Set<AclOperation>> said = new TreeMap<>();
      for (String name : names) {
        ResourcePattern on = new ResourcePattern(type, name, PatternType.LITERAL);
        said.put(
            name,
            EnumSet.allOf(AclOperation.class).stream()
                .filter(o -> !UNASKED.contains(o))
                .filter(o -> RecordingAuthorizer.allows(duty.user(WIRE.names()), o, on))
                .collect(Collectors.toSet()));
      }
      assertThat(said).isEqualTo(expected(duty, type, names));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Duty.class, mode = Mode.EXCLUDE, names = "REDRIVE")
  void whatIsNotInTheTableIsRefused(Duty duty) throws Exception {
    try (Producer<byte[], byte[]> producer =
            clients(duty).producer("test", Map.of("enable.idempotence", false));
        KafkaConsumer<byte[], byte[]> consumer = clients(duty).consumer("test", Map.of())) {
      for (String topic : topics()) {
        if (!may(duty, AclOperation.WRITE, ResourceType.TOPIC, topic)) {
          assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[0])).get())
              .as("%s writes %s", duty, topic)
              .hasCauseInstanceOf(AuthorizationException.class);
        }
        if (!may(duty, AclOperation.READ, ResourceType.TOPIC, topic)) {
          assertThatThrownBy(() -> read(consumer, topic))
              .as("%s reads %s", duty, topic)
              .isInstanceOf(AuthorizationException.class);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Duty.class,
      mode = Mode.EXCLUDE,
      names = {"REDRIVE", "COORDINATOR"})
  void nobodyElseTakesATransactionOfACoordinator(Duty duty) throws Exception {
    Map<String, Object> settings = Map.of("transactional.id", transactions().getFirst());
    try (Producer<byte[], byte[]> producer = clients(duty).producer("test", settings)) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Duty.class, mode = Mode.EXCLUDE, names = "REDRIVE")
  void nobodyChangesTopicsRightsOrSettings(Duty duty) throws Exception {
    String events = WIRE.names().events();
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, events);
    try (Admin admin = clients(duty).admin("test")) {
      List<KafkaFuture<?>> tries =
          List.of(
              admin.createTopics(List.of(new NewTopic(PREFIX + ".more", 1, (short) 1))).all(),
              admin.deleteTopics(List.of(events)).all(),
              admin.incrementalAlterConfigs(Map.of(topic, List.of(SHORT))).all(),
              admin.describeConfigs(List.of(topic)).all(),
              admin
                  .createAcls(RIGHTS.of(Duty.REDRIVE).stream().map(r -> r.of("User:x")).toList())
                  .all(),
              admin.describeUserScramCredentials().all(),
              admin.deleteConsumerGroups(List.of(WIRE.names().coordinator())).all());
      for (var attempt : tries) {
        assertThatThrownBy(attempt::get).hasCauseInstanceOf(AuthorizationException.class);
      }
    }
  }

  @Test
  void aUserWithoutRightsDoesNotSeeTheTopics() throws Exception {
    kafka.addUsers(List.of("stranger"));
    try (Admin admin = new KafkaClients(kafka.client("stranger")).admin("test")) {
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  // --- who creates topics

  @Test
  void aDutyNeedsNoRightToCreateWhereItsTopicsAre() throws Exception {
    for (Duty duty : EnumSet.complementOf(EnumSet.of(Duty.REDRIVE, Duty.WORKER))) {
      new TopicSetup(clients(duty), WIRE).ensure(duty);
    }
    new TopicSetup(clients(Duty.WORKER), WIRE).ensure(Duty.WORKER);
  }

  @Test
  void whatIsMissingIsNamedWithTheWayOut() throws Exception {
    WireConfig other = wire("missing-" + UUID.randomUUID());
    assertThatThrownBy(() -> new TopicSetup(clients(Duty.API), other).ensure(Duty.API))
        .hasMessageContaining("see or create topic " + other.prefix())
        .hasMessageContaining("docs/kafka-security.md");
  }

  @Test
  void aWorkerWaitsUntilACoordinatorHasSetTheShareGroupsUp() throws Exception {
    WireConfig other = wire("fresh-" + UUID.randomUUID());
    kafka.createTopics(other);
    kafka.grant(other);
    TopicSetup worker = new TopicSetup(clients(Duty.WORKER, other), other);
    assertThatThrownBy(() -> worker.ensure(Duty.WORKER))
        .hasMessageContaining("configure the share groups, which a coordinator does at its start");
    new TopicSetup(clients(Duty.COORDINATOR, other), other).ensure(Duty.COORDINATOR);
    worker.ensure(Duty.WORKER);
  }

  @Test
  void theUserOfTheJobMakesAllTopicsAndGroupsWithTheRightsOfItsManifest() throws Exception {
    WireConfig other = wire("prepared-" + UUID.randomUUID());
    JsonNode manifest =
        new YAMLMapper().readTree(Path.of("deploy", "kafka", "prepare.yaml").toFile());
    List<AclBinding> rights = new ArrayList<>();
    for (JsonNode acl : manifest.at("/spec/authorization/acls")) {
      for (JsonNode operation : acl.path("operations")) {
        rights.add(right(acl.path("resource"), operation.asText(), other.prefix()));
      }
    }
    kafka.addUsers(List.of(PREPARE));
    kafka.allow(rights);
    new TopicSetup(new KafkaClients(kafka.client(PREPARE)), other).ensure();
    new TopicSetup(kafka.inside(), other).ensure();
  }

  /** As Strimzi writes it, for another prefix than that of the manifest. */
  private static AclBinding right(JsonNode resource, String operation, String prefix) {
    assertThat(resource.path("patternType").asText()).isEqualTo("prefix");
    ResourcePattern on =
        new ResourcePattern(
            SecurityUtils.resourceType(resource.path("type").asText()),
            resource.path("name").asText().replace("windlass", prefix),
            PatternType.PREFIXED);
    return new Right(Duty.COORDINATOR, SecurityUtils.operation(operation), on, "test")
        .of("User:" + PREPARE);
  }

  @Test
  void whoMayCreateTopicsCreatesWhatItsDutyUses() throws Exception {
    WireConfig other = wire("created-" + UUID.randomUUID());
    String user = Duty.API.user(other.names());
    kafka.addUsers(List.of(user));
    ResourcePattern all =
        new ResourcePattern(ResourceType.TOPIC, other.prefix() + ".", PatternType.PREFIXED);
    List<AclBinding> rights =
        new ArrayList<>(
            new Rights(other).of(Duty.API).stream().map(r -> r.of("User:" + user)).toList());
    rights.add(new Right(Duty.API, AclOperation.CREATE, all, "test").of("User:" + user));
    kafka.allow(rights);
    new TopicSetup(new KafkaClients(kafka.client(user)), other).ensure(Duty.API);
    try (Admin admin = kafka.inside().admin("test")) {
      assertThat(
              admin.listTopics().names().get().stream().filter(n -> n.startsWith(other.prefix())))
          .containsExactlyInAnyOrder(
              other.names().directives(), other.names().events(), other.names().results());
    }
  }

  // --- who gets in

  @Test
  void aWrongPasswordAndAnUnknownServerGetNowhere() throws Exception {
    Map<String, Object> wrong = kafka.client(Duty.API.user(WIRE.names()));
    wrong.put(
        "sasl.jaas.config",
        wrong.get("sasl.jaas.config").toString().replace("password=\"password", "password=\"x"));
    assertThatThrownBy(() -> reach(wrong)).hasCauseInstanceOf(SaslAuthenticationException.class);
    Map<String, Object> unknown = kafka.client(Duty.API.user(WIRE.names()));
    unknown.remove("ssl.truststore.certificates");
    unknown.remove("ssl.truststore.type");
    assertThatThrownBy(() -> reach(unknown)).hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void aCertificateLetsIn() throws Exception {
    Map<String, Object> mutual = new HashMap<>();
    mutual.put("bootstrap.servers", kafka.certificateServers());
    mutual.put("security.protocol", "SSL");
    mutual.put("ssl.truststore.location", kafka.certificate().truststore().toString());
    mutual.put("ssl.truststore.password", kafka.certificate().password());
    assertThatThrownBy(() -> reach(mutual)).hasCauseInstanceOf(SslAuthenticationException.class);
    mutual.put("ssl.keystore.type", "PEM");
    mutual.put("ssl.keystore.key", kafka.certificate().keyPem());
    mutual.put("ssl.keystore.certificate.chain", kafka.certificate().certificatePem());
    reach(mutual);
    mutual.keySet().removeIf(key -> key.startsWith("ssl.keystore"));
    mutual.put("ssl.keystore.location", kafka.certificate().keystore().toString());
    mutual.put("ssl.keystore.password", kafka.certificate().password());
    reach(mutual);
  }

  @Test
  void aTokenOfTheRightIssuerLetsInAndHasTheRightsOfItsSubject() throws Exception {
    System.clearProperty(ALLOWED[0]); // the clients allow the address that they are given
    Map<String, Object> settings = kafka.tokenClient();
    settings.put("sasl.oauthbearer.token.endpoint.url", tokens.endpoint());
    settings.put("sasl.oauthbearer.client.credentials.client.id", CLIENT);
    settings.put("sasl.oauthbearer.client.credentials.client.secret", SECRET);
    KafkaClients clients = new KafkaClients(settings);
    assertThatThrownBy(() -> write(clients, WIRE.names().directives()))
        .hasCauseInstanceOf(AuthorizationException.class);
    kafka.allow(RIGHTS.of(Duty.SCHEDULER).stream().map(r -> r.of("User:" + CLIENT)).toList());
    write(clients, WIRE.names().directives());
  }

  @Test
  void aTokenThatIsForgedOrNotSignedIsRefused(@TempDir Path directory) throws Exception {
    reach(withToken(directory, tokens.signed(CLIENT)));
    assertThatThrownBy(() -> reach(withToken(directory, tokens.forged(CLIENT))))
        .hasCauseInstanceOf(SaslAuthenticationException.class);
    assertThatThrownBy(() -> reach(withToken(directory, tokens.unsigned(CLIENT))))
        .hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  private static Map<String, Object> withToken(Path directory, String token) throws Exception {
    Path file = Files.writeString(Files.createTempFile(directory, "token", ".jwt"), token);
    allow(file.toUri());
    Map<String, Object> settings = kafka.tokenClient();
    settings.put("sasl.oauthbearer.token.endpoint.url", file.toUri().toString());
    return settings;
  }

  /** Kafka wants files in this list, as paths, and addresses in that. */
  private static void allow(URI file) {
    for (String list : ALLOWED) {
      System.setProperty(list, file + "," + Path.of(file));
    }
  }

  private static void reach(Map<String, Object> settings) throws Exception {
    try (Admin admin = new KafkaClients(settings).admin("test")) {
      admin.describeCluster(new DescribeClusterOptions().timeoutMs(20_000)).clusterId().get();
    }
  }

  // --- what is asked of the broker

  private static Set<AclOperation> onTopic(Admin admin, String topic) throws Exception {
    try {
      return admin
          .describeTopics(
              List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
          .allTopicNames()
          .get()
          .get(topic)
          .authorizedOperations();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
      return Set.of();
    }
  }

  private static Map<String, Set<AclOperation>> expected(
      Duty duty, ResourceType type, Collection<String> names) {
    Map<String, Set<AclOperation>> all = new TreeMap<>();
    for (String name : names) {
      Set<AclOperation> may = EnumSet.noneOf(AclOperation.class);
      for (AclOperation operation : AclOperation.values()) {
        if (may(duty, operation, type, name)) {
          may.add(operation);
          may.addAll(implied(operation));
        }
      }
      all.put(name, may);
    }
    return all;
  }

  private static Set<AclOperation> implied(AclOperation operation) {
    return switch (operation) {
      case READ, WRITE -> Set.of(AclOperation.DESCRIBE);
      case ALTER_CONFIGS -> Set.of(AclOperation.DESCRIBE_CONFIGS);
      default -> Set.of();
    };
  }

  private static boolean may(Duty duty, AclOperation operation, ResourceType type, String name) {
    return RIGHTS.of(duty).stream()
        .filter(right -> right.may() == operation && right.on().resourceType() == type)
        .map(Right::on)
        .anyMatch(
            on ->
                on.patternType() == PatternType.PREFIXED
                    ? name.startsWith(on.name())
                    : name.equals(on.name()));
  }

  private static List<String> topics() {
    return Stream.concat(
            new TopicPlan(WIRE).topics().stream().map(NewTopic::name),
            Stream.of(CHANGELOG, FOREIGN, "__consumer_offsets"))
        .toList();
  }

  private static List<String> groups() {
    return Stream.of(
            new TopicPlan(WIRE).shareGroups().stream(),
            Topics.PROJECTED.stream()
                .map(kind -> WIRE.names().projection() + "-" + Json.word(kind)),
            Stream.of(WIRE.names().coordinator(), PREFIX + "-other", "foreign"))
        .flatMap(some -> some)
        .toList();
  }

  private static List<String> transactions() {
    return List.of(WIRE.names().coordinator() + "-" + new UUID(0, 0) + "-1", PREFIX + "-other");
  }

  private static void write(KafkaClients clients, String topic) throws Exception {
    try (Producer<byte[], byte[]> producer = clients.producer("test", Map.of())) {
      producer.send(new ProducerRecord<>(topic, new byte[0])).get();
    }
  }

  private static void read(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    TopicPartition first = new TopicPartition(topic, 0);
    consumer.assign(List.of(first));
    consumer.seek(first, 0);
    consumer.poll(Duration.ofSeconds(10));
  }

  private static WireConfig wire(String prefix) {
    return Settings.of(
        WireConfig.class,
        Map.of("windlass.topics.prefix", prefix, "windlass.topics.partitions", "1"));
  }

  private static KafkaClients clients(Duty duty) throws Exception {
    return clients(duty, WIRE);
  }

  private static KafkaClients clients(Duty duty, WireConfig wire) throws Exception {
    return new KafkaClients(kafka.client(duty.user(wire.names())));
  }
}
