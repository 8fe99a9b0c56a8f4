package dev.windlass.cli.follow;

/** No progress is shown. */
final class Silence implements Progress {
  @Override
  public Line line(String label) {
    return (standing, note) -> {};
  }

  @Override
  public void say(String sentence) {}

  @Override
  public void close() {}
}
