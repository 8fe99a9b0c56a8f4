package dev.windlass.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A request of any front door that may last long and has a limit of its own: it takes none of the
 * places that {@code windlass.api.max-reads} and {@code max-changes} give.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnLimit {}
