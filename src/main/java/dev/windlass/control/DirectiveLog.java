package dev.windlass.control;

import dev.windlass.job.Directive;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Token;

/** Where directives are kept before anybody is told that they were accepted. */
public interface DirectiveLog {
  /** The place where it is kept; a refusal where it cannot be. */
  Token append(Directive directive);

  Token append(DrainRecord drain);
}
