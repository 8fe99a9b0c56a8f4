/**
 * The one service behind every front door: definitions, inputs, batch jobs, directives.
 *
 * <p>A front door translates its dialect into calls of {@link dev.windlass.control.Definitions},
 * {@link dev.windlass.control.Inputs}, {@link dev.windlass.control.BatchJobService} and back; it
 * never decides. What is checked here is shape: types, ranges, limits, names. Whether a directive
 * fits the status of its batch job is the coordinator's to say, because only it knows the status;
 * this service writes the directive to the log and waits for the event that tells what became of
 * it. Nothing is accepted that is not in the log.
 *
 * <p>Whatever cannot be done is a {@link dev.windlass.control.Refusal} with a code from the closed
 * list {@link dev.windlass.control.ProblemCode}; each front door has its own words for them.
 */
package dev.windlass.control;
