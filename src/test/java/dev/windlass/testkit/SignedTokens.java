package dev.windlass.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler;

/** Who gives tokens out: to everybody who has the secret, each with the client's id as subject. */
public final class SignedTokens implements AutoCloseable {
  public static final String AUDIENCE = "kafka";
  public static final String ISSUER = "https://tokens.test";
  private static final String KEY_ID = "one";

  private final KeyPair keys;
  private final HttpServer server;

  private SignedTokens(KeyPair keys, HttpServer server) {
    this.keys = keys;
    this.server = server;
  }

  public static SignedTokens start(String clientId, String secret) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SignedTokens tokens = new SignedTokens(generator.generateKeyPair(), server);
    String basic = base64((clientId + ":" + secret).getBytes(UTF_8), Base64.getEncoder());
    server.createContext(
        "/token",
        exchange -> {
          boolean known =
              ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer =
              known
                  ? "{\"access_token\": \"%s\", \"expires_in\": 3600}"
                      .formatted(tokens.signed(clientId))
                      .getBytes(UTF_8)
                  : "{\"error\": \"invalid_client\"}".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return tokens;
  }

  public String endpoint() {
    return "http://127.0.0.1:%d/token".formatted(server.getAddress().getPort());
  }

  /** What a {@link SecuredKafka} needs to know to take these and no others. */
  public Map<String, String> brokerSettings(Path keys) throws IOException {
    String listener = "listener.name.passwords.";
    return Map.of(
        listener + "sasl.enabled.mechanisms",
        "SCRAM-SHA-512,OAUTHBEARER",
        listener + "oauthbearer.sasl.jaas.config",
        SecuredKafka.OAUTH,
        listener + "oauthbearer.sasl.server.callback.handler.class",
        OAuthBearerValidatorCallbackHandler.class.getName(),
        "sasl.oauthbearer.jwks.endpoint.url",
        writeKeys(keys).toUri().toString(),
        "sasl.oauthbearer.expected.audience",
        AUDIENCE,
        "sasl.oauthbearer.expected.issuer",
        ISSUER);
  }

  private Path writeKeys(Path file) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Files.writeString(
        file.toAbsolutePath(),
        """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}"""
            .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent())));
  }

  public String signed(String subject) {
    String text = text("RS256", subject);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the key of somebody else. */
  public String forged(String subject) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return new SignedTokens(generator.generateKeyPair(), server).signed(subject);
  }

  public String unsigned(String subject) {
    return text("none", subject) + "." + base64("no signature".getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String text(String algorithm, String subject) {
    long now = Instant.now().getEpochSecond();
    return base64("{\"alg\": \"%s\", \"kid\": \"%s\"}".formatted(algorithm, KEY_ID).getBytes(UTF_8))
        + "."
        + base64(
            "{\"sub\": \"%s\", \"aud\": \"%s\", \"iss\": \"%s\", \"scope\": \"kafka\", \"iat\": %d, \"exp\": %d}"
                .formatted(subject, AUDIENCE, ISSUER, now, now + 3600)
                .getBytes(UTF_8));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0; // a sign that the format does not know
    return base64(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static String base64(byte[] bytes) {
    return base64(bytes, Base64.getUrlEncoder().withoutPadding());
  }

  private static String base64(byte[] bytes, Base64.Encoder encoder) {
    return encoder.encodeToString(bytes);
  }
}
