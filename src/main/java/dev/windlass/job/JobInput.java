package dev.windlass.job;

/** All that can make a batch job decide something. */
public sealed interface JobInput permits Directive, Claim, Progress, Deadline, Released {
  JobId job();
}
