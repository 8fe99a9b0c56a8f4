package dev.windlass.job;

/** What a client can say, with the options that make it something else. */
enum Verb {
  CREATE(DirectiveKind.CREATE, Directive.Options.NONE),
  START(DirectiveKind.START, Directive.Options.NONE),
  START_ONLY_FAILED(DirectiveKind.START, JobScene.onlyFailed()),
  STOP(DirectiveKind.STOP, JobScene.reset(true)),
  STOP_AND_KEEP(DirectiveKind.STOP, JobScene.reset(false)),
  PAUSE(DirectiveKind.PAUSE, Directive.Options.NONE),
  UNPAUSE(DirectiveKind.UNPAUSE, Directive.Options.NONE),
  DELETE(DirectiveKind.DELETE, Directive.Options.NONE);

  final DirectiveKind kind;
  final Directive.Options options;

  Verb(DirectiveKind kind, Directive.Options options) {
    this.kind = kind;
    this.options = options;
  }

  DirectiveOutcome say(JobScene scene) {
    Creation creation = this == CREATE ? scene.spec.creation(true) : null;
    return scene.put(scene.directive(kind, options, creation));
  }

  String label() {
    return switch (this) {
      case START_ONLY_FAILED -> "start, only failed";
      case STOP_AND_KEEP -> "stop, no reset";
      default -> name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
