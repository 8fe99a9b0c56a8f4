/**
 * Front door: the test cases, workers, jobs and batch jobs of IBM Voice Agent Tester. A worker is a
 * definition, a batch job a batch job, and a job a batch job of one sub-job that a label marks.
 */
package dev.windlass.compat.voiceagent;
