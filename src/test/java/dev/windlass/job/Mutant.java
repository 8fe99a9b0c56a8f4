package dev.windlass.job;

import dev.windlass.dispatch.Reservation;
import dev.windlass.job.JobBench.Decider;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Deliberate bugs at the seams of the core, which the random walk is known to catch. */
public enum Mutant implements UnaryOperator<Decider> {
  ACCEPTED_PROGRESS_IS_NOT_STORED(when(Progress.class, edit -> edit.grants = Map.of())),
  A_GRANT_THAT_WAS_LET_GO_STAYS(always(edit -> edit.closedGrants = Set.of())),
  A_NEW_GRANT_IS_NOT_STORED(when(Claim.class, edit -> edit.grants = Map.of())),
  A_PAGE_IS_NOT_WRITTEN(when(Progress.class, edit -> edit.pages = Map.of())),
  THE_INDEX_IS_NOT_WRITTEN(when(Claim.class, edit -> edit.index = null)),
  THE_GRANTED_COUNTER_IS_LOST(always(dispatch(state -> state.granted(0)))),
  THE_LAST_BEGINNING_IS_LOST(always(dispatch(state -> state.begins(null, null)))),
  A_SHARE_OF_BEGINNINGS_IS_HANDED_OUT_TWICE(
      when(
          Claim.class,
          dispatch(state -> state.begins(state.lastBegin(), untaken(state.reservation()))))),
  DIRECTIVES_ARE_NOT_REMEMBERED(when(Directive.class, edit -> edit.memory = null)),
  A_NEW_EPOCH_KEEPS_THE_TASKS(when(Directive.class, edit -> edit.dispatch = null)),
  NOBODY_IS_TOLD_THAT_THE_KEY_IS_FREE(effects(Effect.Release.class::isInstance)),
  THE_KEY_IS_NOT_WRITTEN(always(edit -> edit.serialKey = null)),
  LOST_TASKS_ARE_NOT_SENT_AGAIN(always(dispatch(state -> state.resend(state.resends(), null)))),
  CONTROL_IS_NOT_PUBLISHED(effects(Effect.PublishControl.class::isInstance)),
  AN_EVENT_IS_LOST(always(Mutant::dropChanges)),
  THE_HEADER_RUNS_AHEAD_OF_ITS_EVENTS(
      when(
          Progress.class,
          edit ->
              edit.header =
                  edit.header == null ? null : edit.header.with(next -> next.controlVersion++))),
  A_LEASE_NEVER_ENDS(
      core ->
          (header, pages, input, now) ->
              input instanceof Deadline.LeaseEnded
                  ? core.decide(header, pages, new Deadline.TasksDue(input.job(), 0), now)
                  : core.decide(header, pages, input, now)),
  ANY_NONCE_WILL_DO(
      core ->
          (header, pages, input, now) ->
              core.decide(
                  header, pages, input instanceof Progress p ? trusted(p, pages) : input, now)),
  AN_OLD_EPOCH_COUNTS(
      core ->
          (header, pages, input, now) -> core.decide(header, forged(pages, header), input, now)),
  A_CLAIM_DOES_NOT_END_ITS_TASK(
      core ->
          (header, pages, input, now) -> {
            DecisionEdit edit = new DecisionEdit(core.decide(header, pages, input, now));
            if (input instanceof Claim && edit.dispatch != null) {
              DispatchState open = pages.dispatch();
              edit.dispatch =
                  open.granted(edit.dispatch.granted())
                      .begins(edit.dispatch.lastBegin(), edit.dispatch.reservation());
            }
            return edit.decision();
          }),
  MAX_CONCURRENT_IS_FORGOTTEN(
      core ->
          (header, pages, input, now) -> {
            if (!(input instanceof Claim) || header == null) {
              return core.decide(header, pages, input, now);
            }
            int open = header.openGrants();
            JobHeader blind = header.with(next -> next.openGrants = open > 0 ? open - 1 : 0);
            return core.decide(blind, pages, input, now);
          }),
  THE_FAILURE_BUDGET_IS_IGNORED(budget((next, header) -> next.failureBudget = null)),
  THE_FAILURE_BUDGET_COUNTS_EVERY_START(
      budget(
          (next, header) ->
              next.failuresForgiven = header.failuresForgiven() - header.epoch() + 1)),
  AN_UNPAUSE_FORGIVES_NOTHING(budget((next, header) -> next.failuresForgiven = 0)),
  THE_FAILURE_BUDGET_TOLERATES_ONE_MORE(
      budget((next, header) -> next.failuresForgiven = header.failuresForgiven() + 1));

  private interface Falsification {
    void falsify(DecisionEdit edit);
  }

  private final UnaryOperator<Decider> bug;

  Mutant(UnaryOperator<Decider> bug) {
    this.bug = bug;
  }

  @Override
  public Decider apply(Decider core) {
    return bug.apply(core);
  }

  /** The same bug in a core that serves a whole coordinator. */
  public dev.windlass.job.Decider in(dev.windlass.job.Decider core) {
    Decider wrong = bug.apply(core::decide);
    return new dev.windlass.job.Decider() {
      @Override
      public Decision decide(JobHeader header, Pages pages, JobInput input, java.time.Instant now) {
        return wrong.decide(header, pages, input, now);
      }

      @Override
      public int wantedTasks(JobHeader header, DispatchState dispatch, java.time.Instant now) {
        return core.wantedTasks(header, dispatch, now);
      }

      @Override
      public java.time.Instant wantedFrom(
          JobHeader header, DispatchState dispatch, java.time.Instant now) {
        return core.wantedFrom(header, dispatch, now);
      }
    };
  }

  private static Reservation untaken(Reservation made) {
    return made == null
        ? null
        : new Reservation(made.first(), made.interval(), made.shares(), made.each(), 0);
  }

  private static Falsification dispatch(UnaryOperator<DispatchState> change) {
    return edit -> edit.dispatch = edit.dispatch == null ? null : change.apply(edit.dispatch);
  }

  private static UnaryOperator<Decider> always(Falsification falsification) {
    return when(JobInput.class, falsification);
  }

  private static UnaryOperator<Decider> when(
      Class<? extends JobInput> type, Falsification falsification) {
    return core ->
        (header, pages, input, now) -> {
          DecisionEdit edit = new DecisionEdit(core.decide(header, pages, input, now));
          if (type.isInstance(input)) {
            falsification.falsify(edit);
          }
          return edit.decision();
        };
  }

  /** Progress is decided upon with another budget; what is stored and told keeps the true one. */
  private static UnaryOperator<Decider> budget(BiConsumer<JobHeader.Draft, JobHeader> falsify) {
    return core ->
        (header, pages, input, now) -> {
          if (header == null || !(input instanceof Progress)) {
            return core.decide(header, pages, input, now);
          }
          JobHeader wrong = header.with(next -> falsify.accept(next, header));
          DecisionEdit edit = new DecisionEdit(core.decide(wrong, pages, input, now));
          edit.header = budgetOf(header, edit.header);
          edit.events =
              edit.events.stream()
                  .map(
                      r ->
                          new Recorded(
                              r.job(),
                              r.event(),
                              budgetOf(header, r.header()),
                              r.page(),
                              r.directive()))
                  .toList();
          return edit.decision();
        };
  }

  private static JobHeader budgetOf(JobHeader right, JobHeader header) {
    return header == null
        ? null
        : header.with(
            next -> {
              next.failureBudget = right.failureBudget();
              next.failuresForgiven = right.failuresForgiven();
            });
  }

  private static UnaryOperator<Decider> effects(Predicate<Effect> lost) {
    return always(
        edit -> edit.effects = edit.effects.stream().filter(Predicate.not(lost)).toList());
  }

  private static void dropChanges(DecisionEdit edit) {
    edit.events =
        edit.events.stream()
            .filter(recorded -> !(recorded.event() instanceof JobEvent.SubJobsChanged))
            .toList();
  }

  private static Progress trusted(Progress p, Pages pages) {
    List<Progress.GrantProgress> said = new ArrayList<>();
    for (Progress.GrantProgress s : p.grants()) {
      String nonce = pages.grant(s.grant()).map(Grant::nonce).orElse(s.nonce());
      said.add(
          new Progress.GrantProgress(
              s.grant(),
              nonce,
              s.ended(),
              s.done(),
              s.failed(),
              s.current(),
              s.handedBack(),
              s.letGo(),
              s.stuck(),
              s.busyMicros(),
              s.resultsOffset()));
    }
    return new Progress(p.job(), p.incarnation(), p.grantsPartition(), p.renew(), said);
  }

  /** Grants that all seem to be of the present epoch. */
  private static Pages forged(Pages pages, JobHeader header) {
    return (Pages)
        Proxy.newProxyInstance(
            Pages.class.getClassLoader(),
            new Class<?>[] {Pages.class},
            (proxy, method, arguments) -> {
              Object found = method.invoke(pages, arguments);
              return method.getName().equals("grant")
                  ? ((Optional<?>) found).map(grant -> ofEpoch((Grant) grant, header.epoch()))
                  : found;
            });
  }

  private static Grant ofEpoch(Grant g, int epoch) {
    return new Grant(
        g.number(),
        g.nonce(),
        epoch,
        g.incarnation(),
        g.grantsPartition(),
        g.grantedAt(),
        g.ranges(),
        g.begun(),
        g.ended(),
        g.done(),
        g.failed(),
        g.handedBack());
  }
}
