/**
 * What an operation can do. A handler is a bean that implements {@link
 * dev.windlass.worker.handler.OperationHandler}; a definition names it. It gets its parameters with
 * all substitutions made, runs on a thread of its grant, and is stopped by an interrupt, so it may
 * block as it likes but must not swallow {@link java.lang.InterruptedException}.
 *
 * <p>Substitution is of plain values only: {@code {row.x}}, {@code {parameters.x}}, {@code
 * {secret.x}}, {@code {iteration}} and {@code {index}}. Nothing else is evaluated, and what is put
 * in is not looked at again.
 */
package dev.windlass.worker.handler;
