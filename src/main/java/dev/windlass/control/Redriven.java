package dev.windlass.control;

import dev.windlass.view.DeadLetterRow;
import dev.windlass.wire.Token;

/**
 * A dead letter that was sent again.
 *
 * @param redrive to which place, and how often until now
 * @param token what to wait for; null where the topic is neither that of directives nor of events
 */
public record Redriven(DeadLetterRow letter, DeadLetterRow.Redrive redrive, Token token) {}
