package dev.windlass.view;

import java.util.List;

/**
 * The definitions whose names hold a text, found by going from one name to the next in the index of
 * the batch jobs: however many batch jobs there are, each definition costs one look.
 */
final class DefinitionNames {
  /** With so many of them, a list that is read newest first soon meets what it looks for. */
  static final int MANY = 100;

  private static final String MATCHING =
      """
      with recursive known as (
        (select namespace, definition from batch_job order by namespace, definition limit 1)
        union all
        select next.namespace, next.definition from known, lateral (
          select namespace, definition from batch_job
          where (batch_job.namespace, batch_job.definition) > (known.namespace, known.definition)
          order by namespace, definition limit 1) as next)
      select namespace, definition from known where definition ilike ? escape '\\'
      """;

  private DefinitionNames() {}

  record Name(String namespace, String definition) {}

  /**
   * No more than {@link #MANY}.
   *
   * @param pattern as {@code ilike} has it
   */
  static List<Name> matching(String pattern) {
    List<Object[]> rows =
        BatchJobView.getEntityManager()
            .createNativeQuery(MATCHING, Object[].class)
            .setParameter(1, pattern)
            .setMaxResults(MANY)
            .getResultList();
    return rows.stream().map(row -> new Name((String) row[0], (String) row[1])).toList();
  }
}
