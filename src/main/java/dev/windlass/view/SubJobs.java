package dev.windlass.view;

import dev.windlass.job.JobHeader;
import dev.windlass.job.Page;
import dev.windlass.job.SubJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The sub-jobs of a batch job, read out of pages of 1,024: a list of a million of them touches a
 * thousand small rows at most, and usually a few.
 */
@ApplicationScoped
@ActivateRequestContext
public class SubJobs {
  private static final int FIRST_PAGES = 4;
  private static final int MOST_PAGES = 256;

  /** An output has up to 32 KB. */
  private static final int WALKED_AT_ONCE = 250;

  /** The statuses behind a word of the API: "completed" stands for those with errors too. */
  public static Set<SubJobStatus> among(String label) {
    Set<SubJobStatus> statuses =
        Arrays.stream(SubJobStatus.values())
            .filter(s -> s.label().equals(label))
            .collect(Collectors.toSet());
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException("'" + label + "' is not a status of a sub-job");
    }
    return statuses;
  }

  public List<SubJobRow> first(JobHeader job, int limit) {
    return list(job, Set.of(), -1, limit);
  }

  /**
   * In the order of their indexes.
   *
   * @param statuses empty stands for all; see {@link #among}
   * @param after the last index of the slice before; -1 for the beginning
   */
  public List<SubJobRow> list(JobHeader job, Set<SubJobStatus> statuses, int after, int limit) {
    List<SubJobRow> found = new ArrayList<>();
    boolean none = !statuses.isEmpty() && statuses.stream().noneMatch(s -> job.counts().of(s) > 0);
    int pages = FIRST_PAGES;
    int next = none ? job.pages() : Page.of(after + 1);
    while (next < job.pages() && found.size() < limit) {
      List<Page> slice = slice(job, statuses, next, pages);
      slice.forEach(page -> collect(page, statuses, after, limit, found));
      next = slice.isEmpty() ? job.pages() : slice.getLast().number() + 1;
      pages = Math.min(MOST_PAGES, pages * 4);
    }
    return Told.of(job, found).addTo(found);
  }

  /** The last operation of each of these that has ended and told something, by index. */
  public Map<Integer, OperationRow> lastOperations(JobHeader job, List<SubJobRow> subJobs) {
    return Told.lastOperations(job, subJobs);
  }

  /**
   * The worker that last told of the sub-job with this index, of each of the batch jobs by its id;
   * without those of which none told since they last began with nothing.
   */
  public Map<UUID, String> workers(Collection<JobHeader> jobs, int index) {
    return Told.workers(jobs, index);
  }

  /** What is done with a sub-job and what its last operation told, which is null for nothing. */
  public interface Each {
    void with(SubJobRow subJob, OperationRow told) throws IOException;
  }

  /** All of them in the order of their indexes, of which a few hundred are held at a time. */
  public void walk(JobHeader job, Each each) throws IOException {
    List<SubJobRow> slice = list(job, Set.of(), -1, WALKED_AT_ONCE);
    while (!slice.isEmpty()) {
      Map<Integer, OperationRow> told = lastOperations(job, slice);
      for (SubJobRow subJob : slice) {
        each.with(subJob, told.get(subJob.index()));
      }
      slice = list(job, Set.of(), slice.getLast().index(), WALKED_AT_ONCE);
    }
  }

  public Optional<SubJobDetail> find(JobHeader job, int index) {
    if (index < 0 || index >= job.subJobs()) {
      return Optional.empty();
    }
    Page page = new SubJobPages(job).page(Page.of(index));
    return Optional.of(Told.detail(job, row(page, index)));
  }

  /** A status that fills pages which are not stored makes every page worth a look. */
  private static List<Page> slice(JobHeader job, Set<SubJobStatus> statuses, int from, int pages) {
    SubJobPages stored = new SubJobPages(job);
    boolean every = statuses.isEmpty() || statuses.contains(stored.untold());
    return every
        ? stored.all(from, Math.min(job.pages(), from + pages))
        : stored.holding(statuses, from, pages);
  }

  private static void collect(
      Page page, Set<SubJobStatus> statuses, int after, int limit, List<SubJobRow> found) {
    IntFunction<SubJobStatus> status = index -> page.status(index).shown();
    int end = page.firstIndex() + page.size();
    for (int i = Math.max(page.firstIndex(), after + 1); i < end && found.size() < limit; i++) {
      if (statuses.isEmpty() || statuses.contains(status.apply(i))) {
        found.add(row(page, i));
      }
    }
  }

  private static SubJobRow row(Page page, int index) {
    return new SubJobRow(index, page.status(index).shown(), page.begun(index).orElse(null), 0);
  }
}
