package dev.windlass.cli.demo;

/** The API refused a request, or answered something else than it should. */
final class ApiProblem extends RuntimeException {
  private final int status;

  ApiProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
