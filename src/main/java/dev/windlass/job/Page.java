package dev.windlass.job;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * 1,024 neighbouring sub-jobs (the last page has fewer): a status each, and where those that are
 * under way stand. Immutable; {@link #edit} gives a changed copy. A page carries its epoch: how an
 * older one reads is said by {@link #asOf}.
 */
public final class Page {
  public static final int SIZE = 1024;

  private final int number;
  private final int epoch;
  private final byte[] letters;
  private final TreeMap<Integer, Begun> begun;

  private Page(int number, int epoch, byte[] letters, TreeMap<Integer, Begun> begun) {
    this.number = number;
    this.epoch = epoch;
    this.letters = letters;
    this.begun = begun;
  }

  public static Page filled(int number, int epoch, int size, SubJobStatus status) {
    byte[] letters = new byte[size];
    Arrays.fill(letters, (byte) status.letter());
    return new Page(number, epoch, letters, new TreeMap<>());
  }

  public static Page of(int number, int epoch, String statuses, Collection<Begun> begun) {
    TreeMap<Integer, Begun> map = new TreeMap<>();
    begun.forEach(b -> map.put(b.index(), b));
    return new Page(number, epoch, StatusRuns.decode(statuses, SIZE), map);
  }

  public static int of(int index) {
    return index / SIZE;
  }

  /** How many sub-jobs page {@code number} of a batch job of {@code subJobs} holds. */
  public static int sizeOf(int number, int subJobs) {
    return Math.min(SIZE, subJobs - number * SIZE);
  }

  public int number() {
    return number;
  }

  public int epoch() {
    return epoch;
  }

  public int size() {
    return letters.length;
  }

  public int firstIndex() {
    return number * SIZE;
  }

  /** The index after its last sub-job's. */
  public int end() {
    return firstIndex() + letters.length;
  }

  public SubJobStatus status(int index) {
    return SubJobStatus.ofLetter((char) letters[index - firstIndex()]);
  }

  public Optional<Begun> begun(int index) {
    return Optional.ofNullable(begun.get(index));
  }

  public Collection<Begun> begun() {
    return java.util.Collections.unmodifiableCollection(begun.values());
  }

  /** In the order of their indexes. */
  public Collection<Begun> begun(Range range) {
    return java.util.Collections.unmodifiableCollection(
        begun.subMap(range.from(), range.end()).values());
  }

  public String statuses() {
    return StatusRuns.encode(letters, letters.length);
  }

  /** The page as everybody but the coordinator sees it. */
  public Page shown() {
    byte[] shown = letters.clone();
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] == SubJobStatus.GRANTED.letter()) {
        shown[i] = (byte) SubJobStatus.WAITING.letter();
      }
    }
    return new Page(number, epoch, shown, begun);
  }

  public boolean has(SubJobStatus status) {
    for (byte letter : letters) {
      if (letter == status.letter()) {
        return true;
      }
    }
    return false;
  }

  public boolean hasGrantable() {
    return has(SubJobStatus.WAITING) || has(SubJobStatus.PAUSED) || has(SubJobStatus.STOPPED);
  }

  public boolean hasHeld() {
    return has(SubJobStatus.GRANTED) || has(SubJobStatus.RUNNING);
  }

  public boolean hasFailures() {
    return has(SubJobStatus.FAILED)
        || has(SubJobStatus.COMPLETED_WITH_ERRORS)
        || has(SubJobStatus.INVALID);
  }

  /**
   * The index of the first sub-job at or after {@code from} that a claim may be answered with, or
   * -1.
   */
  public int nextGrantable(int from) {
    for (int i = Math.max(0, from - firstIndex()); i < letters.length; i++) {
      if (SubJobStatus.ofLetter((char) letters[i]).grantable()) {
        return firstIndex() + i;
      }
    }
    return -1;
  }

  /** Where the sub-jobs end that may be granted together with that at {@code from}. */
  public int endOfGrantable(int from) {
    int i = from - firstIndex();
    while (i < letters.length && SubJobStatus.ofLetter((char) letters[i]).grantable()) {
      i++;
    }
    return firstIndex() + i;
  }

  /**
   * This page as the given epoch reads it. One of an epoch before {@code clearedAt} is all waiting;
   * of a later one than that, but not the present, what completed without a failed operation stays
   * and all else waits again.
   */
  public Page asOf(int presentEpoch, int clearedAt) {
    if (epoch >= presentEpoch) {
      return this;
    }
    Page fresh = filled(number, presentEpoch, letters.length, SubJobStatus.WAITING);
    if (epoch >= clearedAt) {
      for (int i = 0; i < letters.length; i++) {
        if (letters[i] == SubJobStatus.COMPLETED.letter()) {
          fresh.letters[i] = letters[i];
        }
      }
    }
    return fresh;
  }

  public Editor edit() {
    return new Editor(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Page page
        && number == page.number
        && epoch == page.epoch
        && Arrays.equals(letters, page.letters)
        && begun.equals(page.begun);
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, epoch, Arrays.hashCode(letters), begun);
  }

  @Override
  public String toString() {
    return "page "
        + number
        + " of epoch "
        + epoch
        + ": "
        + statuses()
        + (begun.isEmpty() ? "" : " " + begun.values());
  }

  /** Changes to a copy of a page; the page itself stays as it is. */
  public static final class Editor {
    private final Page copy;

    private Editor(Page page) {
      this.copy =
          new Page(
              page.number,
              page.epoch,
              page.letters.clone(),
              new TreeMap<>((Map<Integer, Begun>) page.begun));
    }

    public Page view() {
      return copy;
    }

    public Editor set(int index, SubJobStatus status) {
      copy.letters[index - copy.firstIndex()] = (byte) status.letter();
      return this;
    }

    /** Sets neighbours of this page, and corrects how many there are in each status. */
    public Editor set(Range range, SubJobStatus status, int[] byOrdinal) {
      int first = range.from() - copy.firstIndex();
      for (int i = first; i < first + range.count(); i++) {
        byOrdinal[SubJobStatus.ofLetter((char) copy.letters[i]).ordinal()]--;
      }
      byOrdinal[status.ordinal()] += range.count();
      Arrays.fill(copy.letters, first, first + range.count(), (byte) status.letter());
      return this;
    }

    public Editor begun(Begun begun) {
      copy.begun.put(begun.index(), begun);
      return this;
    }

    public Editor forget(Range range) {
      copy.begun.subMap(range.from(), range.end()).clear();
      return this;
    }
  }
}
