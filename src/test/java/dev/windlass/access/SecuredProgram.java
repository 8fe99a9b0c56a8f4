package dev.windlass.access;

import dev.windlass.embedded.FreePort;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import dev.windlass.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The packaged program with a key for each role, each all over one namespace, and a provider. */
public final class SecuredProgram implements AutoCloseable {
  static final String NOBODY = null;
  static final String WRONG = "wl_nobody-has-this-key-nor-ever-had-it";
  static final String EXPIRED = "wl_was-good-once-and-is-no-longer-good";

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final int port;
  private final String prefix;
  private final WindlassProcess process;

  private SecuredProgram(int port, String prefix, WindlassProcess process) {
    this.port = port;
    this.prefix = prefix;
    this.process = process;
  }

  public static String key(UserRole role) {
    return "wl_a-key-of-the-tests-for-the-role-" + role.word();
  }

  /** An administrator of nothing but this namespace. */
  public static String keyOf(String namespace) {
    return "wl_a-key-of-the-tests-for-nothing-but-" + namespace;
  }

  public static SecuredProgram start(Path directory, TestProvider provider) throws Exception {
    Path secrets = directory.resolve("secret.properties");
    try (var out = Files.newBufferedWriter(secrets)) {
      properties(provider).store(out, null);
    }
    int port = FreePort.find();
    Map<String, String> environment = new HashMap<>();
    TestServers.get()
        .withFreshDatabase()
        .asConfiguration()
        .forEach((name, value) -> environment.put(variable(name), value));
    String prefix = "secured-" + UUID.randomUUID();
    environment.put("WINDLASS_TOPICS_PREFIX", prefix);
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("WINDLASS_DATA", directory.resolve("data").toString());
    environment.put("QUARKUS_CONFIG_LOCATIONS", secrets.toString());
    WindlassProcess process =
        WindlassProcess.start(environment, "up", "--port", Integer.toString(port));
    SecuredProgram program = new SecuredProgram(port, prefix, process);
    process.awaitListening();
    Await.value(
        "ready",
        PATIENCE,
        () -> program.request("GET", "/q/health/ready", NOBODY, null, null).statusCode(),
        status -> status == 200);
    return program;
  }

  private static Properties properties(TestProvider provider) {
    Properties all = new Properties();
    for (UserRole role : UserRole.values()) {
      key(all, role.word(), key(role), role, "*");
    }
    key(all, "of-ours", keyOf("ours"), UserRole.ADMINISTRATOR, "ours");
    key(all, "of-theirs", keyOf("theirs"), UserRole.ADMINISTRATOR, "theirs");
    key(all, "expired", EXPIRED, UserRole.ADMINISTRATOR, "*");
    all.setProperty("windlass.security.keys.expired.expires-at", "2026-01-01T00:00:00Z");
    // These have tests of their own: here each request is one of hundreds.
    all.setProperty("windlass.security.requests-per-second", "0");
    all.setProperty("windlass.security.failures-per-minute", "100000");
    // So that what was taken back is so in a moment.
    all.setProperty("windlass.security.keys-kept", "PT1S");
    all.setProperty("windlass.watch.heartbeat", "PT1S");
    all.setProperty("windlass.api.max-reads", "40");
    all.setProperty("windlass.openspecimen.namespace", "ours");
    all.setProperty("windlass.guidewire.namespace", "ours");
    all.setProperty("quarkus.oidc.tenant-enabled", "true");
    all.setProperty("quarkus.oidc.auth-server-url", provider.issuer());
    all.setProperty("quarkus.oidc.client-id", TestProvider.CLIENT);
    all.setProperty("quarkus.oidc.credentials.secret", "of-the-test-of-at-least-32-characters");
    all.setProperty("windlass.security.oidc.roles.operator", "batch-operators");
    all.setProperty("windlass.security.oidc.roles.viewer", "everybody");
    return all;
  }

  private static void key(
      Properties all, String name, String key, UserRole role, String namespaces) {
    String prefix = "windlass.security.keys." + name + ".";
    all.setProperty(prefix + "sha256", KeyHash.of(key).hex());
    all.setProperty(prefix + "role", role.word());
    all.setProperty(prefix + "namespaces", namespaces);
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Whatever it answers, without following it; of a stream nothing but its head. */
  int status(String verb, String path, String key, String mediaType) {
    try {
      var answer =
          CLIENT.send(built(verb, path, key, mediaType, null), BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode();
    } catch (IOException e) {
      throw new AssertionError(verb + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> request(
      String verb, String path, String key, String mediaType, String body) {
    return send(built(verb, path, key, mediaType, body));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> later(HttpRequest request) {
    return CLIENT.sendAsync(request, BodyHandlers.ofString());
  }

  /** Rows of which more are to come, as long as nobody closes it; few would be waited for first. */
  Socket beginUpload(String key) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String head =
        "POST /v1/inputs?namespace=ours HTTP/1.1\r\nHost: windlass\r\nAuthorization: Bearer %s\r\n"
            + "Content-Type: text/csv\r\nContent-Length: 1000000\r\n\r\na\n";
    String begun = head.formatted(key) + "1\n".repeat(20_000);
    socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address() + path))
        .timeout(Duration.ofSeconds(30));
  }

  private HttpRequest built(String verb, String path, String key, String mediaType, String body) {
    HttpRequest.Builder request = to(path);
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    return request
        .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    process.terminate();
    process.awaitExit();
  }

  Topics topics() {
    return new Topics(prefix);
  }

  String output() {
    return process.output();
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
