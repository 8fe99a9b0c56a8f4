package dev.windlass.projection;

import dev.windlass.job.JobId;
import dev.windlass.job.Page;

/** A page as it is after the event of the given version. */
record PageChange(JobId job, Page page, long version) {
  record Key(JobId job, int page) {}

  /** An event that is sent again may come after newer ones. */
  PageChange then(PageChange later) {
    return later.version > version ? later : this;
  }

  Key key() {
    return new Key(job, page.number());
  }
}
