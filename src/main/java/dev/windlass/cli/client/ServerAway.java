package dev.windlass.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Nobody answers at the address. */
public final class ServerAway extends ClientFailure {
  private ServerAway(String message, IOException cause) {
    super(ExitCode.UNAVAILABLE, message, cause);
  }

  static ServerAway of(Target target, IOException cause) {
    return new ServerAway(
        "No server answers at %s (%s; %s).\n"
                .formatted(target.url(), reason(target.url(), cause), target.from())
            + "`windlass up` starts one here; --server URL, --profile NAME or WINDLASS_URL name another.",
        cause);
  }

  private static String reason(URI url, IOException failure) {
    return switch (failure) {
      case HttpConnectTimeoutException e -> "it does not take a connection in time";
      case HttpTimeoutException e -> "it took the request and does not answer in time";
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "there is no host " + url.getHost();
      case ConnectException e -> "nothing listens there";
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
