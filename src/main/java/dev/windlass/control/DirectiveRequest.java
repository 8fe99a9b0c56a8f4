package dev.windlass.control;

import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;

/**
 * What a client asks of a batch job that is there; its own {@code id}, or null.
 *
 * @param origin where it was asked; null for the request that asks now
 */
public record DirectiveRequest(
    String id, DirectiveKind directive, Directive.Options options, String origin) {
  public DirectiveRequest(String id, DirectiveKind directive, Directive.Options options) {
    this(id, directive, options, null);
  }

  /** May it begin an epoch, and so needs the definition as it is now? */
  boolean mayBegin() {
    return directive == DirectiveKind.START || directive == DirectiveKind.UNPAUSE;
  }
}
