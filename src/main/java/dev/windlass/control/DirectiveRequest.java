package dev.windlass.control;

import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;

/** What a client asks of a batch job that is there; its own {@code id}, or null. */
public record DirectiveRequest(String id, DirectiveKind directive, Directive.Options options) {
  /** May it begin an epoch, and so needs the definition as it is now? */
  boolean mayBegin() {
    return directive == DirectiveKind.START || directive == DirectiveKind.UNPAUSE;
  }
}
