package dev.windlass.control;

import dev.windlass.access.TooManyFailuresException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import java.time.Duration;

/** What is said to those who are not let in. */
final class Strangers {
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private Strangers() {}

  static Refusal refusal(SecurityException refused) {
    return switch (refused) {
      case TooManyFailuresException many ->
          new Refusal(ProblemCode.RATE_LIMITED, many.getMessage()).retryAfter(RETRY_AFTER);
      case AuthenticationFailedException wrong ->
          new Refusal(ProblemCode.UNAUTHENTICATED, said(wrong));
      case UnauthorizedException nobody ->
          new Refusal(
              ProblemCode.UNAUTHENTICATED,
              "nobody is known here who brings neither a key nor a token: send the header"
                  + " Authorization: Bearer <key>");
      default ->
          new Refusal(ProblemCode.FORBIDDEN, "the role of who asks does not allow this request");
    };
  }

  private static String said(AuthenticationFailedException wrong) {
    return wrong.getMessage() == null ? "the token is not good" : wrong.getMessage();
  }
}
