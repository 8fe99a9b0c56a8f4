package dev.windlass.projection;

import dev.windlass.job.Creation;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobId;
import dev.windlass.projection.Feed.Mark;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.UnreadableRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events folded to the newest of each row. Pure. */
final class EventChanges {
  private final Map<JobId, JobChange> jobs = new LinkedHashMap<>();
  private final Map<PageChange.Key, PageChange> pages = new LinkedHashMap<>();
  private final Map<DirectiveChange.Key, DirectiveChange> directives = new LinkedHashMap<>();
  private final Map<Integer, Mark> marks = new HashMap<>();

  /** In the order of the log. */
  void add(int partition, long offset, EventRecord event) {
    if (event.job() == null) {
      throw new UnreadableRecord("the event " + event.id() + " names no batch job", null);
    }
    job(partition, offset, event);
    page(event);
    directive(partition, offset, event);
    marks.merge(partition, new Mark(event.directivesOffset(), event.time()), Mark::and);
  }

  Collection<JobChange> jobs() {
    return jobs.values();
  }

  Collection<PageChange> pages() {
    return pages.values();
  }

  Collection<DirectiveChange> directives() {
    return directives.values();
  }

  Mark mark(int partition) {
    return marks.getOrDefault(partition, Mark.NONE);
  }

  private void job(int partition, long offset, EventRecord event) {
    boolean purged = event.event() instanceof JobEvent.JobPurged;
    if (event.header() == null && !purged) {
      return;
    }
    JobChange change =
        new JobChange(
            event.job(),
            event.header(),
            creation(event.event()),
            purged,
            List.of(),
            event.time(),
            partition,
            offset);
    jobs.merge(event.job(), change, JobChange::then);
  }

  private void page(EventRecord event) {
    if (event.page() != null && event.header() != null) {
      PageChange change = new PageChange(event.job(), event.page(), event.header().version());
      pages.merge(change.key(), change, PageChange::then);
    }
  }

  private void directive(int partition, long offset, EventRecord event) {
    if (event.directive() != null) {
      DirectiveChange change =
          new DirectiveChange(
              event.job(), namespace(event), event.directive(), event.time(), partition, offset);
      directives.merge(change.key(), change, DirectiveChange::then);
    }
  }

  private static String namespace(EventRecord event) {
    return event.header() == null ? event.directive().namespace() : event.header().namespace();
  }

  /** Arguments and labels come with these two alone. */
  private static Creation creation(JobEvent event) {
    return switch (event) {
      case null -> null;
      case JobEvent.JobCreated created -> created.creation();
      case JobEvent.JobSnapshot snapshot -> snapshot.creation();
      default -> null;
    };
  }
}
