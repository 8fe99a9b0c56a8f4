package dev.windlass.testkit;

import dev.windlass.embedded.EmbeddedKafka;
import dev.windlass.embedded.FreePort;
import dev.windlass.wire.Duty;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Rights;
import dev.windlass.wire.TopicPlan;
import dev.windlass.wire.WireConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;

/**
 * A broker that lets nobody in without TLS and a password, a token or a certificate, and nobody do
 * anything without a right to. Beside it there is a way in for the test itself, which may do all.
 */
public final class SecuredKafka implements AutoCloseable {
  private static final String SCRAM =
      "org.apache.kafka.common.security.scram.ScramLoginModule required";
  static final String OAUTH =
      "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;";

  private final Path directory;
  private final EmbeddedKafka broker;
  private final Ports ports;
  private final Certificate certificate;
  private final Map<String, String> passwords = new HashMap<>();

  private record Ports(int passwords, int certificates, int inside, int controller) {
    static Ports free() {
      return new Ports(FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
    }
  }

  private SecuredKafka(Path directory, EmbeddedKafka broker, Ports ports, Certificate certificate) {
    this.directory = directory;
    this.broker = broker;
    this.ports = ports;
    this.certificate = certificate;
  }

  /**
   * @param more settings of the broker
   */
  public static SecuredKafka start(Map<String, String> more) throws Exception {
    Path directory = EmbeddedTestServers.freshDirectory();
    Certificate certificate =
        Certificate.make(directory.resolve("tls"), "key-" + UUID.randomUUID());
    Ports ports = Ports.free();
    Map<String, String> settings = settings(ports, certificate);
    settings.putAll(more);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Where Kafka looks for the authorizer: it must be the one that the test asks.
    thread.setContextClassLoader(SecuredKafka.class.getClassLoader());
    RecordingAuthorizer.forget();
    try {
      return new SecuredKafka(
          directory,
          EmbeddedKafka.start(directory.resolve("kafka"), ports.passwords(), settings),
          ports,
          certificate);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  public Certificate certificate() {
    return certificate;
  }

  /** For passwords and tokens. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** For those who have a certificate. */
  public String certificateServers() {
    return "127.0.0.1:" + ports.certificates();
  }

  /** The test's own way in. */
  public String insideServers() {
    return "127.0.0.1:" + ports.inside();
  }

  public KafkaClients inside() {
    return new KafkaClients(Map.of("bootstrap.servers", insideServers()));
  }

  /** As above, with tokens instead of passwords; where from is to be added. */
  public Map<String, Object> tokenClient() throws Exception {
    Map<String, Object> settings = client("nobody");
    settings.put("sasl.mechanism", "OAUTHBEARER");
    settings.put("sasl.jaas.config", OAUTH);
    settings.put(
        "sasl.login.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
    return settings;
  }

  public void createTopics(WireConfig wire) throws Exception {
    try (Admin admin = inside().admin("prepare")) {
      admin.createTopics(new TopicPlan(wire).topics()).all().get();
    }
  }

  /** Their settings, as if nobody had set any. */
  public void forgetShareGroups(WireConfig wire) throws Exception {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String group : new TopicPlan(wire).shareGroups()) {
      List<AlterConfigOp> all =
          Stream.of(
                  "share.auto.offset.reset",
                  "share.isolation.level",
                  "share.record.lock.duration.ms")
              .map(name -> new AlterConfigOp(new ConfigEntry(name, ""), OpType.DELETE))
              .toList();
      changes.put(new ConfigResource(ConfigResource.Type.GROUP, group), all);
    }
    try (Admin admin = inside().admin("groups")) {
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  /** A user for each duty, and its rights. */
  public void grant(WireConfig wire) throws Exception {
    List<String> users = new ArrayList<>();
    List<AclBinding> rights = new ArrayList<>();
    for (Duty duty : Duty.values()) {
      if (duty != Duty.REDRIVE) {
        String user = duty.user(wire.names());
        users.add(user);
        new Rights(wire).of(duty).forEach(right -> rights.add(right.of("User:" + user)));
      }
    }
    addUsers(users);
    allow(rights);
  }

  public void addUsers(Collection<String> names) throws Exception {
    List<UserScramCredentialAlteration> changes = new ArrayList<>();
    for (String name : names) {
      String password = "password-" + UUID.randomUUID();
      passwords.put(name, password);
      changes.add(
          new UserScramCredentialUpsertion(
              name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password));
    }
    try (Admin admin = inside().admin("users")) {
      admin.alterUserScramCredentials(changes).all().get();
    }
  }

  public void allow(Collection<AclBinding> rights) throws Exception {
    try (Admin admin = inside().admin("rights")) {
      admin.createAcls(rights).all().get();
    }
    Await.until("the rights hold", () -> RecordingAuthorizer.hold(rights));
  }

  public String password(String user) {
    return passwords.get(user);
  }

  /** Of a client, as Kafka calls it: the server's certificate is what it trusts. */
  public Map<String, Object> client(String user) throws Exception {
    return new HashMap<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            SCRAM + " username=\"%s\" password=\"%s\";".formatted(user, password(user)),
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.certificates",
            certificate.certificatePem()));
  }

  @Override
  public void close() throws IOException {
    broker.close();
    Utils.delete(directory.toFile());
  }

  private static Map<String, String> settings(Ports ports, Certificate certificate)
      throws Exception {
    String listeners =
        "PASSWORDS://127.0.0.1:%d,CERTIFICATES://127.0.0.1:%d,INSIDE://127.0.0.1:%d"
            .formatted(ports.passwords(), ports.certificates(), ports.inside());
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + ports.controller());
    settings.put("advertised.listeners", listeners);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + ports.controller());
    settings.put("inter.broker.listener.name", "INSIDE");
    settings.put(
        "listener.security.protocol.map",
        "PASSWORDS:SASL_SSL,CERTIFICATES:SSL,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("authorizer.class.name", RecordingAuthorizer.class.getName());
    settings.put("super.users", "User:ANONYMOUS");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.key", certificate.keyPem());
    settings.put("ssl.keystore.certificate.chain", certificate.certificatePem());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.certificates", certificate.certificatePem());
    settings.put("listener.name.certificates.ssl.client.auth", "required");
    settings.put("listener.name.passwords.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put("listener.name.passwords.scram-sha-512.sasl.jaas.config", SCRAM + ";");
    return settings;
  }
}
