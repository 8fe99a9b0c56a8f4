import { STRANGER } from './api';
import { tell } from './connection';
import { Problem } from './problem';

export interface Listener {
  path: () => string;
  types: readonly string[];
  heard: (type: string, data: string, id: string) => void;
  /** Connected, for the first time or again: what was missed has to be read. */
  opened?: (again: boolean) => void;
  /** The server will never answer this. */
  refused?: (problem: Problem) => void;
  /** A stream that speaks by itself is given up when it is silent for so long. */
  silenceMs?: number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/**
 * Server-sent events with reconnects of our own: the browser's give up at the first answer that is
 * no stream, and would have the server read its log for events whose newest tells everything.
 * While the page is hidden nothing is connected: a browser has six connections for all its tabs.
 */
export class Live {
  private source?: EventSource;
  private timer?: number;
  private watchdog?: number;
  private wait = FIRST_WAIT_MS;
  private openedBefore = false;
  private running = false;

  constructor(private readonly listener: Listener) {}

  start(): void {
    this.running = true;
    document.addEventListener('visibilitychange', this.shown);
    window.addEventListener('online', this.shown);
    this.connect();
  }

  stop(): void {
    this.running = false;
    document.removeEventListener('visibilitychange', this.shown);
    window.removeEventListener('online', this.shown);
    this.disconnect();
    tell(this, null);
  }

  private readonly shown = (): void => {
    if (document.hidden) {
      this.disconnect();
    } else if (!this.source) {
      this.connect();
    }
  };

  private connect(): void {
    this.disconnect();
    if (!this.running || document.hidden) {
      return;
    }
    if (!this.openedBefore) {
      tell(this, 'connecting');
    }
    const source = new EventSource(this.listener.path());
    this.source = source;
    source.onopen = () => this.opened();
    source.onerror = () => this.lost(source);
    for (const type of this.listener.types) {
      source.addEventListener(type, (event) => {
        this.alive();
        this.listener.heard(type, event.data, event.lastEventId);
      });
    }
  }

  private opened(): void {
    const again = this.openedBefore;
    this.openedBefore = true;
    this.wait = FIRST_WAIT_MS;
    tell(this, 'live');
    this.alive();
    this.listener.opened?.(again);
  }

  private alive(): void {
    clearTimeout(this.watchdog);
    if (this.listener.silenceMs && this.source) {
      const source = this.source;
      this.watchdog = window.setTimeout(() => this.lost(source), this.listener.silenceMs);
    }
  }

  private async lost(source: EventSource): Promise<void> {
    if (source !== this.source) {
      return;
    }
    const answered = source.readyState === EventSource.CLOSED;
    this.disconnect();
    if (answered && (await this.isRefused())) {
      return;
    }
    tell(this, 'lost');
    this.timer = window.setTimeout(() => this.connect(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  /** EventSource does not tell what it was answered. */
  private async isRefused(): Promise<boolean> {
    const abort = new AbortController();
    try {
      const response = await fetch(this.listener.path(), { signal: abort.signal });
      if (response.status === 401) {
        tell(this, null);
        window.dispatchEvent(new Event(STRANGER));
        return true;
      }
      if (response.status === 404 || response.status === 410) {
        const problem = await Problem.of(response);
        tell(this, null);
        this.listener.refused?.(problem);
        return true;
      }
    } catch {
      // No answer: it is lost.
    } finally {
      abort.abort();
    }
    return false;
  }

  private disconnect(): void {
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    this.source?.close();
    this.source = undefined;
  }
}
