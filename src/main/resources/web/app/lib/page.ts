import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from './element';
import type { Live } from './live';
import { isAbort, Problem } from './problem';
import { Throttle } from './throttle';

/**
 * A page: its heading is there at once, its body when it has read what it shows, or the problem
 * that kept it from that. A page that has shown something keeps it when a later read fails.
 */
export abstract class Page extends Element {
  @property({ attribute: false }) params: Record<string, string> = {};
  @property({ attribute: false }) query = new URLSearchParams();
  @state() protected problem?: Problem;
  @state() protected loaded = false;

  private abort = new AbortController();
  private shownQuery = '';

  protected abstract heading(): string | TemplateResult;
  protected abstract body(): TemplateResult;
  protected abstract load(signal: AbortSignal): Promise<void>;

  /** The text for the window's title. */
  protected windowTitle(): string {
    const heading = this.heading();
    return typeof heading === 'string' ? heading : 'Windlass';
  }

  /** What stands beside the heading. */
  protected aside(): TemplateResult | typeof nothing {
    return nothing;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.shownQuery = this.query.toString();
    void this.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.abort.abort();
  }

  protected readonly reload = async (): Promise<void> => {
    this.abort.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    try {
      await this.load(signal);
      if (!signal.aborted) {
        this.problem = undefined;
        this.loaded = true;
      }
    } catch (cause) {
      if (!isAbort(cause) && !signal.aborted) {
        this.problem = Problem.from(cause);
      }
    }
  };

  protected throttled(periodMs: number, work: () => unknown): Throttle {
    const throttle = new Throttle(periodMs, work);
    this.untilGone(() => throttle.cancel());
    return throttle;
  }

  protected listen(live: Live): void {
    live.start();
    this.untilGone(() => live.stop());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('query') && this.hasUpdated && this.query.toString() !== this.shownQuery) {
      this.shownQuery = this.query.toString();
      void this.reload();
    }
  }

  protected override updated(): void {
    document.title = `${this.windowTitle()} · Windlass`;
  }

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <div class="row apart head">
        <h1 tabindex="-1">${this.heading()}</h1>
        <div class="row">${this.aside()}</div>
      </div>
      ${this.problem ? html`<wl-problem .problem=${this.problem}></wl-problem>` : nothing}
      ${this.loaded ? this.body() : this.problem ? nothing : html`<p class="quiet">Reading…</p>`}
    `;
  }
}
