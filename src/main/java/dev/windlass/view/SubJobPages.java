package dev.windlass.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.windlass.job.Begun;
import dev.windlass.job.JobHeader;
import dev.windlass.job.Page;
import dev.windlass.job.SubJobStatus;
import dev.windlass.wire.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pages of one batch job as its present epoch reads them. A page that is not stored, or that a
 * newer start has cleared, is filled with one status.
 */
final class SubJobPages {
  private static final TypeReference<List<Begun>> BEGUN = new TypeReference<>() {};
  private final JobHeader job;

  @RegisterForReflection
  record Stored(int page, int epoch, String statuses, String begun) {
    Page read() {
      try {
        List<Begun> under = begun == null ? List.of() : Json.MAPPER.readValue(begun, BEGUN);
        return Page.of(page, epoch, statuses, under);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(
            "page " + page + " cannot be read: " + e.getOriginalMessage(), e);
      }
    }
  }

  SubJobPages(JobHeader job) {
    this.job = job;
  }

  /** What a sub-job is that no page tells of. */
  SubJobStatus untold() {
    return job.counts().created() > 0 ? SubJobStatus.CREATED : SubJobStatus.WAITING;
  }

  Page page(int number) {
    return SubJobPageView.find("batchJobId = ?1 and page = ?2", job.id().value(), number)
        .project(Stored.class)
        .firstResultOptional()
        .map(this::present)
        .orElseGet(() -> filled(number));
  }

  /** The pages {@code from} to {@code until}, without gaps. */
  List<Page> all(int from, int until) {
    Map<Integer, Page> pages = new TreeMap<>();
    for (int number = from; number < until; number++) {
      pages.put(number, filled(number));
    }
    SubJobPageView.find(
            "batchJobId = ?1 and page >= ?2 and page < ?3", job.id().value(), from, until)
        .project(Stored.class)
        .list()
        .forEach(stored -> pages.put(stored.page(), present(stored)));
    return List.copyOf(pages.values());
  }

  /** The next stored pages that may hold one of these statuses: others are not even read. */
  List<Page> holding(Set<SubJobStatus> statuses, int from, int most) {
    return SubJobPageView.find(
            "batchJobId = ?1 and page >= ?2 and epoch >= ?3"
                + " and cast(sql('statuses ~ ?', ?4) as Boolean) = true order by page",
            job.id().value(),
            from,
            job.clearedAt(),
            letters(statuses))
        .project(Stored.class)
        .range(0, most - 1)
        .list()
        .stream()
        .map(this::present)
        .toList();
  }

  private Page present(Stored stored) {
    return stored.read().asOf(job.epoch(), job.clearedAt());
  }

  private Page filled(int number) {
    return Page.filled(number, job.epoch(), Page.sizeOf(number, job.subJobs()), untold());
  }

  private static String letters(Set<SubJobStatus> statuses) {
    return statuses.stream()
        .map(s -> String.valueOf(s.letter()))
        .collect(Collectors.joining("", "[", "]"));
  }
}
