package dev.windlass.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A server by name.
 *
 * @param token as it stands in the configuration; null where it does not
 * @param tokenFile where it stands instead; null where it does not
 */
public record Profile(String name, URI url, Token token, Path tokenFile) {
  private static final Set<String> KEYS = new TreeSet<>(List.of("url", "token", "tokenFile"));

  static Profile read(String name, JsonNode node, Environment environment, Path file) {
    Keys keys = new Keys(file, "profiles." + name, node);
    keys.among(KEYS);
    String token = keys.text("token");
    String tokenFile = keys.text("tokenFile");
    if (token != null && tokenFile != null) {
      throw keys.wrong("has a token and a tokenFile: one of them is enough");
    }
    if (token != null) {
      Token.requireOwnersOnly(file);
    }
    return new Profile(
        name,
        Target.url(keys.required("url"), "profiles." + name + ".url of " + file),
        token == null ? null : Token.of(token, "profile " + name),
        tokenFile == null ? null : file.resolveSibling(environment.path(tokenFile)));
  }

  /** Read only when it is needed: a profile that is not in force may have lost its file. */
  Optional<Token> readToken() {
    return tokenFile == null ? Optional.ofNullable(token) : Optional.of(Token.read(tokenFile));
  }

  /** Where the token is, never what it is. */
  public String tokenPlace() {
    if (tokenFile != null) {
      return tokenFile.toString();
    }
    return token == null ? "none" : "in the configuration";
  }
}
