package dev.windlass.cli.client;

import java.net.URI;
import java.util.Optional;

/**
 * The server that a command speaks to. What is said on the command line comes before what the
 * environment says, and that before the configuration.
 *
 * @param profile the profile in force; empty where the address is from elsewhere
 * @param from in words, who said so
 */
public record Target(URI url, Optional<Token> token, Optional<String> profile, String from) {
  private static final URI HERE = URI.create("http://127.0.0.1:8080");

  /** What the command line says; null where it says nothing. */
  public record Asked(String server, String profile) {}

  public static Target find(Asked asked, Environment environment) {
    if (asked.server() != null && asked.profile() != null) {
      throw new ClientFailure(
          ExitCode.USAGE,
          "--server and --profile both name a server: one of them is enough. (The token of a"
              + " profile goes to the server of the profile and to no other.)");
    }
    if (asked.server() != null) {
      return at(asked.server(), "--server", environment);
    }
    if (asked.profile() != null) {
      return of(asked.profile(), "--profile", environment);
    }
    return ofEnvironment(environment);
  }

  /** For a server that this very program has started. */
  public static Target at(URI url) {
    return new Target(url, Optional.empty(), Optional.empty(), "started here");
  }

  private static Target ofEnvironment(Environment environment) {
    Optional<String> url = environment.variable("WINDLASS_URL");
    if (url.isPresent()) {
      return at(url.get(), "WINDLASS_URL", environment);
    }
    Optional<String> profile = environment.variable("WINDLASS_PROFILE");
    return profile.isPresent()
        ? of(profile.get(), "WINDLASS_PROFILE", environment)
        : ofConfiguration(environment);
  }

  private static Target ofConfiguration(Environment environment) {
    Configuration configuration = Configuration.read(environment);
    return configuration.profile() == null
        ? new Target(HERE, variableToken(environment), Optional.empty(), "the default")
        : of(
            configuration.named(configuration.profile(), "'profile' of " + configuration.file()),
            configuration.file().toString(),
            environment);
  }

  private static Target at(String url, String from, Environment environment) {
    return new Target(
        url(url, from), variableToken(environment), Optional.empty(), "named by " + from);
  }

  private static Target of(String name, String from, Environment environment) {
    return of(Configuration.read(environment).named(name, from), from, environment);
  }

  private static Target of(Profile profile, String from, Environment environment) {
    Optional<Token> token = variableToken(environment).or(profile::readToken);
    return new Target(
        profile.url(),
        token,
        Optional.of(profile.name()),
        "profile " + profile.name() + ", named by " + from);
  }

  private static Optional<Token> variableToken(Environment environment) {
    return environment
        .variable("WINDLASS_TOKEN")
        .map(text -> Token.of(text, "WINDLASS_TOKEN"))
        .or(
            () ->
                environment
                    .variable("WINDLASS_TOKEN_FILE")
                    .map(environment::path)
                    .map(Token::read));
  }

  /** Without a slash at its end, because every route begins with one. */
  static URI url(String text, String from) {
    try {
      URI url = URI.create(text.strip().replaceFirst("/+$", ""));
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // said below, in the same words as for another scheme
    }
    throw new ClientFailure(
        ExitCode.USAGE,
        "%s is '%s'; it must be an address such as http://127.0.0.1:8080.".formatted(from, text));
  }
}
