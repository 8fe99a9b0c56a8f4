package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneSelectTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "SELECT 1;",
        "select ';', \"a;b\", $$;$$, $x$ ; $x$, E'\\';' -- ; and more",
        "select /* ; /* ; */ ; */ 1 -- ; the end",
        "(select 1) union (select 2)",
        "with a as (select 1) select * from a where b = ?",
        "/* first */ select 1",
        "values (1), (2)",
        "table city"
      })
  void oneStatementThatReadsIsFine(String query) {
    assertThat(OneSelect.checked(query)).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1; delete from city",
        "commit; delete from city returning id",
        "select 1; set transaction read write; select 2",
        "select ''; commit; select ''",
        "select $$a$$; commit; --$$",
        "select /* */ 1; commit /* */",
      })
  void severalAreRefused(String query) {
    assertThatThrownBy(() -> OneSelect.checked(query))
        .isInstanceOf(UnusableParameters.class)
        .hasMessageContaining("statements: it must be one select");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set session characteristics as transaction read write",
        "set transaction read write",
        "copy city to program 'id'",
        "copy (select 1) to stdout",
        "do $$ begin execute 'delete from city'; end $$",
        "delete from city returning id",
        "call p()",
        "prepare a as select 1",
        "explain analyze delete from city",
        "valuesable",
        "/* /* */ select */ do $$ begin delete from city; end $$",
        "-- select",
        "",
      })
  void whatIsNoSelectIsRefused(String query) {
    assertThatThrownBy(() -> OneSelect.checked(query))
        .isInstanceOf(UnusableParameters.class)
        .hasMessageContaining("must be");
  }
}
