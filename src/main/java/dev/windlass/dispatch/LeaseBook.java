package dev.windlass.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When was each holder last heard? Silence is counted by what the reader has read, not by what time
 * it is: the book's own time goes on only as the log is known to be read to its end, by at most
 * {@link #LONGEST_STEP} at once. So a reader that was stopped, cut off, behind or new to the log
 * holds nobody's silence against them before it has caught up.
 *
 * <p>All instants are milliseconds of one monotonic clock.
 *
 * @param <K> names a lease; one with another fence is another key
 */
public final class LeaseBook<K> {
  public static final Duration LONGEST_STEP = Duration.ofSeconds(1);

  private final long lease;
  private final long since;

  /** The one heard the longest time ago is the first. */
  private final Map<K, Long> heard = new LinkedHashMap<>();

  private long ownTime;
  private long readToEndAt;

  /** {@code now} is when this reader took over: what was read before says nothing. */
  public LeaseBook(Duration lease, long now) {
    this.lease = lease.toMillis();
    this.since = now;
    this.readToEndAt = now;
  }

  public void open(K key, long now) {
    heard.remove(key);
    heard.put(key, at(now));
  }

  /** Of a lease that is not in the book, nothing is to be heard. */
  public void heard(K key, long now) {
    if (heard.remove(key) != null) {
      heard.put(key, at(now));
    }
  }

  public void close(K key) {
    heard.remove(key);
  }

  /** Everything that stood in the log at {@code instant} has been read. */
  public void readToEnd(long instant) {
    if (instant <= readToEndAt) {
      return;
    }
    ownTime += step(instant);
    readToEndAt = instant;
  }

  /** Those that were silent for longer than a lease; they leave the book. */
  public List<K> ended() {
    List<K> ended = new ArrayList<>();
    Iterator<Map.Entry<K, Long>> oldest = heard.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<K, Long> entry = oldest.next();
      if (ownTime - entry.getValue() <= lease) {
        break;
      }
      ended.add(entry.getKey());
      oldest.remove();
    }
    return ended;
  }

  public int size() {
    return heard.size();
  }

  private long at(long now) {
    return ownTime + step(Math.max(now, since));
  }

  private long step(long instant) {
    return Math.clamp(instant - readToEndAt, 0, LONGEST_STEP.toMillis());
  }
}
