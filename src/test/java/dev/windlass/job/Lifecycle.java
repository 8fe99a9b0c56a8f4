package dev.windlass.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Every step that a batch job can take, found by taking it: from each situation, after each verb,
 * with each thing that can happen next.
 */
final class Lifecycle {
  private static final Duration HOUR = Duration.ofHours(1);

  private record Next(String what, Consumer<JobScene> happens) {}

  private static final List<Next> NEXT =
      List.of(
          new Next("nothing", scene -> {}),
          new Next("a claim", scene -> scene.claim("w2")),
          new Next("all let go", scene -> letGo(scene, "")),
          new Next("all leases end", Lifecycle::leasesEnd),
          new Next("the rest completes", scene -> finish(scene, "c")),
          new Next("the rest fails", scene -> finish(scene, "f")),
          new Next("the rest is invalid", scene -> finish(scene, "i")),
          new Next("the serial key is free", Lifecycle::neighbourEnds),
          new Next("a start without a definition", Lifecycle::startOfNothing),
          new Next(
              "a start without a definition, then all let go",
              scene -> {
                startOfNothing(scene);
                letGo(scene, "");
              }),
          new Next(
              "retention is over", scene -> scene.pass(JobBench.SETTINGS.retention().plus(HOUR))));

  private Lifecycle() {}

  static Set<Step> steps() {
    Set<Step> steps = new TreeSet<>();
    for (Situation situation : Situation.values()) {
      for (Verb verb : Verb.values()) {
        for (Next next : NEXT) {
          JobScene scene = situation.reached();
          verb.say(scene);
          next.happens().accept(scene);
          steps.addAll(scene.bench.steps());
        }
      }
      for (Next next : NEXT) {
        JobScene scene = situation.reached();
        next.happens().accept(scene);
        steps.addAll(scene.bench.steps());
      }
    }
    steps.addAll(pauseThatEndsByItself());
    for (String letter : List.of("c", "f", "i")) {
      steps.addAll(pauseThatComesTooLate(letter));
      steps.addAll(endAndAgainBehindAnother(letter));
    }
    steps.addAll(endAndAgainBehindAnother(""));
    steps.addAll(restartBetweenTwoGrants());
    steps.addAll(pauseOfARestartTakenBack());
    for (FailureBudget.OnBreach then : FailureBudget.OnBreach.values()) {
      for (int running = 0; running <= 1; running++) {
        steps.addAll(budgetUsedUp(then, running == 1));
      }
    }
    return steps;
  }

  private static Set<Step> pauseThatEndsByItself() {
    Set<Step> steps = new TreeSet<>();
    for (Situation situation : Situation.values()) {
      JobScene scene = situation.reached();
      scene.pauseUntil(JobBench.START.plus(HOUR));
      scene.pass(HOUR);
      steps.addAll(scene.bench.steps());
    }
    return steps;
  }

  /** The last sub-job ends by itself before the worker hears of the pause. */
  private static Set<Step> pauseThatComesTooLate(String letter) {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim();
    scene.pause();
    hand.ended(letter).letGo();
    return scene.bench.steps();
  }

  /** A start of a job that ended, or was stopped, while its serial key is another's. */
  private static Set<Step> endAndAgainBehindAnother(String letter) {
    JobBench bench = new JobBench();
    JobSpec serial = JobSpec.of(1).serial("nightly", Creation.OnOverlap.QUEUE_ONE);
    JobScene scene = new JobScene(bench, serial, 1);
    scene.create(true);
    if (letter.isEmpty()) {
      scene.stop(true);
    } else {
      scene.claim().ended(letter).letGo();
    }
    new JobScene(bench, serial, 2).create(true);
    scene.start();
    return bench.steps();
  }

  private static Set<Step> restartBetweenTwoGrants() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    scene.claim().ended("c").letGo();
    scene.start();
    return scene.bench.steps();
  }

  private static Set<Step> pauseOfARestartTakenBack() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    scene.claim();
    scene.start();
    scene.pause();
    scene.unpause();
    return scene.bench.steps();
  }

  /** Too many fail: by themselves, after a pause, and before an unpause. */
  private static Set<Step> budgetUsedUp(FailureBudget.OnBreach then, boolean another) {
    Set<Step> steps = new TreeSet<>();
    for (boolean pausing : new boolean[] {false, true}) {
      JobScene scene =
          JobScene.started(JobSpec.of(3).failureBudget(new FailureBudget(0, null, null, then)));
      Hand hand = scene.claim();
      if (another) {
        scene.claim("w2");
      }
      if (pausing) {
        scene.pause();
      }
      hand.ended("f").letGo();
      leasesEnd(scene);
      steps.addAll(scene.bench.steps());
    }
    return steps;
  }

  private static void letGo(JobScene scene, String ended) {
    for (Grant grant : scene.store().grants()) {
      Hand hand = new Hand(scene, grant.incarnation(), granted(scene, grant));
      hand.ended(ended).letGo();
    }
  }

  private static Reply.Granted granted(JobScene scene, Grant grant) {
    return new Reply.Granted(
        scene.job,
        0,
        grant.number(),
        grant.nonce(),
        grant.epoch(),
        0,
        grant.ranges(),
        grant.begun(),
        List.of());
  }

  private static void finish(JobScene scene, String letter) {
    letGo(scene, letter);
    scene.runToTheEnd();
  }

  private static void leasesEnd(JobScene scene) {
    for (Grant grant : new ArrayList<>(scene.store().grants())) {
      scene.input(new Deadline.LeaseEnded(scene.job, grant.number()));
    }
  }

  private static void neighbourEnds(JobScene scene) {
    JobScene neighbour = new JobScene(scene.bench, scene.spec, 2);
    if (neighbour.header() != null) {
      neighbour.runToTheEnd();
    }
  }

  private static void startOfNothing(JobScene scene) {
    Directive start = scene.directive(DirectiveKind.START, null, null);
    scene.put(
        new Directive(
            start.id(),
            start.job(),
            start.directive(),
            start.requestedBy(),
            start.time(),
            start.options(),
            null,
            Snapshot.missing("definition default/geocode is gone")));
  }
}
