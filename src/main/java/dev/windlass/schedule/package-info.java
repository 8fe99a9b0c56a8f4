/**
 * Role: sends the creates of schedules when their time comes.
 *
 * <p>Any number of these may run, and none is elected. A fire's id follows from its schedule and
 * its instant, so that whoever sends it sends the same, and the coordinator takes the first. It is
 * sent before Postgres says that it was: a scheduler that dies in between costs a repeat, never a
 * fire.
 */
package dev.windlass.schedule;
