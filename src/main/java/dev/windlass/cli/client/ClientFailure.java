package dev.windlass.cli.client;

/** A command can't do what it was asked to. Its message is for the user, and complete. */
public class ClientFailure extends RuntimeException {
  private final ExitCode code;

  public ClientFailure(ExitCode code, String message) {
    this(code, message, null);
  }

  public ClientFailure(ExitCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
