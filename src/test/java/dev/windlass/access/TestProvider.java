package dev.windlass.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** A provider of OpenID Connect: what it signs is real, and everybody who comes is Ana. */
public final class TestProvider implements AutoCloseable {
  static final String CLIENT = "windlass";

  private final HttpServer server;
  private final RsaJsonWebKey key = key();
  private final List<String> roles = new ArrayList<>(List.of("batch-operators"));

  private TestProvider(HttpServer server) {
    this.server = server;
    server.createContext("/.well-known/openid-configuration", e -> json(e, discovery()));
    server.createContext("/keys", e -> json(e, "{\"keys\":[" + publicKey() + "]}"));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.setExecutor(Executors.newCachedThreadPool());
  }

  public static TestProvider start() throws IOException {
    TestProvider provider =
        new TestProvider(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    provider.server.start();
    return provider;
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A token of one with these groups; {@code namespaces} null leaves the claim out. */
  String token(List<String> groups, List<String> namespaces) {
    return signed(claims(issuer(), 5, groups, namespaces), key);
  }

  String token(List<String> groups, List<String> namespaces, Instant expiresAt) {
    JwtClaims claims = claims(issuer(), 5, groups, namespaces);
    claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
    return signed(claims, key);
  }

  String expired() {
    return signed(claims(issuer(), -5, roles, List.of("*")), key);
  }

  String ofAnotherIssuer() {
    return signed(claims("http://elsewhere.example", 5, roles, List.of("*")), key);
  }

  /** What another program of the same realm was given for the same person. */
  String ofAnotherAudience() {
    JwtClaims claims = claims(issuer(), 5, roles, List.of("*"));
    claims.setAudience("another-program");
    return signed(claims, key);
  }

  String ofNoAudience() {
    JwtClaims claims = claims(issuer(), 5, roles, List.of("*"));
    claims.unsetClaim("aud");
    return signed(claims, key);
  }

  /** Right in everything but the key that it is signed with. */
  String forged() {
    RsaJsonWebKey other = key();
    other.setKeyId(key.getKeyId());
    return signed(claims(issuer(), 5, roles, List.of("*")), other);
  }

  /** Says of itself that nobody has to look. */
  String unsigned() {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims(issuer(), 5, roles, List.of("*")).toJson());
    jws.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.ALLOW_ONLY_NONE);
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
    return serialized(jws) + "x";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    exchange
        .getResponseHeaders()
        .set("Location", query.get("redirect_uri") + "?code=one&state=" + query.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String token = token(roles, List.of("*"));
    json(
        exchange,
        """
        {"access_token":"%s","id_token":"%s","token_type":"Bearer","expires_in":300}"""
            .formatted(token, token));
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize",
         "token_endpoint":"%1$s/token"}"""
        .formatted(issuer());
  }

  private String publicKey() {
    return key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  private static JwtClaims claims(
      String issuer, int minutes, List<String> groups, List<String> namespaces) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(CLIENT);
    claims.setSubject("ana");
    claims.setStringClaim("preferred_username", "ana");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(minutes);
    claims.setGeneratedJwtId();
    claims.setStringListClaim("groups", groups);
    if (namespaces != null) {
      claims.setStringListClaim("windlass_namespaces", namespaces);
    }
    return claims;
  }

  private static String signed(JwtClaims claims, RsaJsonWebKey key) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setKey(key.getPrivateKey());
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return serialized(jws);
  }

  private static String serialized(JsonWebSignature jws) {
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RsaJsonWebKey key() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("one");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> query(String raw) {
    return List.of(raw.split("&")).stream()
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
