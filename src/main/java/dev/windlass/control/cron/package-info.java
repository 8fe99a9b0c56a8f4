/**
 * When a schedule fires. A cron expression speaks of the time on the wall of a place; instants
 * follow from the place's rules, which twice a year make an hour that does not exist and one that
 * comes twice.
 *
 * <ul>
 *   <li>An expression that names hours ({@code 30 2 * * *}) fires once for each time that it names:
 *       a time that does not exist fires as soon as the clock has jumped over it, a time that comes
 *       twice fires the first time.
 *   <li>One for every hour ({@code 30 * * * *}) goes by the time that passes: what does not exist
 *       is left out, what comes twice fires twice.
 *   <li>{@code @every PT7M} has nothing to do with the wall.
 * </ul>
 *
 * The calendar arithmetic on local time is that of cron-utils, which comes with Quarkus's
 * scheduler; the step to instants is ours, because every fire must be able to say why it is where
 * it is.
 */
package dev.windlass.control.cron;
