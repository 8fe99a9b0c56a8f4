/** Runs at once, and again after the period where it was asked for meanwhile. */
export class Throttle {
  private timer?: number;
  private again = false;

  constructor(
    private readonly periodMs: number,
    private readonly work: () => unknown,
  ) {}

  readonly ask = (): void => {
    if (this.timer !== undefined) {
      this.again = true;
      return;
    }
    this.timer = window.setTimeout(this.over, this.periodMs);
    this.work();
  };

  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.again = false;
  }

  private readonly over = (): void => {
    this.timer = undefined;
    if (this.again) {
      this.again = false;
      this.ask();
    }
  };
}
