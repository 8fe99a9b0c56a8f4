package dev.windlass.coordinator;

import dev.windlass.job.Decider;
import dev.windlass.job.JobDecider;
import dev.windlass.job.JobSettings;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.WireConfig;
import java.time.Duration;
import java.util.Set;

/** What is decided by, from the configuration. */
record Rules(
    WireConfig wire, JobSettings settings, Decider decider, Duration lease, Duration tick) {
  static Rules of(WireConfig wire, CoordinatorConfig config, Lifetimes lifetimes) {
    JobSettings settings =
        new JobSettings(
            Set.copyOf(wire.queues()),
            lifetimes.retention(),
            config.controlRetention(),
            config.snapshotAfter(),
            config.grantTarget(),
            config.lookAhead());
    return new Rules(wire, settings, new JobDecider(settings), lifetimes.lease(), config.tick());
  }
}
