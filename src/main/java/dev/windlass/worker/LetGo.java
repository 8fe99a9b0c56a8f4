package dev.windlass.worker;

/** Nothing of this grant is to begin any more. Not an error: what a runner leaves its work with. */
final class LetGo extends Exception {
  LetGo() {
    super(null, null, false, false);
  }
}
