package dev.windlass.compat.openspecimen;

import java.util.List;

/** What the client has to change, with the product's codes. */
final class UserError extends RuntimeException {
  private final transient List<ErrorJson> errors;

  UserError(List<ErrorJson> errors) {
    super(errors.toString());
    this.errors = List.copyOf(errors);
  }

  UserError(ErrorCode code, String message) {
    this(List.of(ErrorJson.of(code, message)));
  }

  static UserError invalid(String message) {
    return new UserError(List.of(ErrorJson.invalid(message)));
  }

  List<ErrorJson> errors() {
    return errors;
  }
}
