package dev.windlass.job;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A decision being falsified. */
final class DecisionEdit {
  private final Decision base;
  JobHeader header;
  List<Recorded> events;
  List<Effect> effects;
  Map<Integer, Page> pages;
  PageIndex index;
  Map<Long, Grant> grants;
  Set<Long> closedGrants;
  DispatchState dispatch;
  DirectiveMemory memory;
  SerialKey serialKey;

  DecisionEdit(Decision decision) {
    base = decision;
    header = decision.header();
    events = decision.events();
    effects = decision.effects();
    pages = decision.pages();
    index = decision.index();
    grants = decision.grants();
    closedGrants = decision.closedGrants();
    dispatch = decision.dispatch();
    memory = decision.memory();
    serialKey = decision.serialKey();
  }

  Decision decision() {
    return new Decision(
        base.job(),
        header,
        events,
        effects,
        pages,
        index,
        grants,
        closedGrants,
        dispatch,
        memory,
        base.creation(),
        base.snapshot(),
        serialKey,
        base.tombstone());
  }
}
