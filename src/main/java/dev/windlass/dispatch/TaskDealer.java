package dev.windlass.dispatch;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.ToIntFunction;

/**
 * Whose turn is it to send tasks? Only so many may lie unclaimed in a lane (one queue and
 * priority), and the jobs that want some take turns: a job of a million sub-jobs delays nobody.
 * Each lane has its own limit, because tasks that nobody reads in one queue must not keep back
 * those of another. A hundred thousand waiting jobs cost nothing: they stand in a line that is only
 * looked at where there is room.
 *
 * @param <J> a batch job
 * @param <L> a lane
 */
public final class TaskDealer<J, L> {
  /** It is this job's turn to send up to so many. */
  public record Turn<J>(J job, int most) {}

  private record Standing<L>(L lane, int unclaimed) {}

  private static final class Lane<J> {
    final SequencedSet<J> waiting = new LinkedHashSet<>();
    int unclaimed;
  }

  private final Map<J, Standing<L>> standings = new HashMap<>();
  private final Map<L, Lane<J>> lanes = new HashMap<>();

  /** How a job stands after an input. One that waits already keeps its place in the line. */
  public void stands(J job, L lane, int unclaimed, boolean wantsMore) {
    Standing<L> before = standings.get(job);
    if (before != null && !before.lane().equals(lane)) {
      leaves(job);
    }
    Lane<J> in = lanes.computeIfAbsent(lane, l -> new Lane<>());
    in.unclaimed += unclaimed - (standings.containsKey(job) ? before.unclaimed() : 0);
    if (wantsMore) {
      in.waiting.add(job);
    } else {
      in.waiting.remove(job);
    }
    remember(job, new Standing<>(lane, unclaimed), wantsMore);
  }

  public void leaves(J job) {
    Standing<L> standing = standings.remove(job);
    if (standing != null) {
      Lane<J> lane = lanes.get(standing.lane());
      lane.unclaimed -= standing.unclaimed();
      lane.waiting.remove(job);
    }
  }

  /**
   * The next turn in any lane that has room. The job leaves the line; {@link #stands} puts it back
   * at the end if it wants still more.
   */
  public Optional<Turn<J>> next(ToIntFunction<L> limit) {
    for (Map.Entry<L, Lane<J>> entry : lanes.entrySet()) {
      Lane<J> lane = entry.getValue();
      if (!lane.waiting.isEmpty()) {
        int room = limit.applyAsInt(entry.getKey()) - lane.unclaimed;
        if (room > 0) {
          int share = lane.waiting.size() == 1 ? room : 1;
          return Optional.of(new Turn<>(lane.waiting.removeFirst(), share));
        }
      }
    }
    return Optional.empty();
  }

  public int unclaimed(L lane) {
    Lane<J> found = lanes.get(lane);
    return found == null ? 0 : found.unclaimed;
  }

  private void remember(J job, Standing<L> standing, boolean wantsMore) {
    if (wantsMore || standing.unclaimed() > 0) {
      standings.put(job, standing);
    } else {
      standings.remove(job);
    }
  }
}
