import { get } from './api';
import { Live } from './live';
import { may } from './session';
import type { Statistics } from './types';

type Listener = (statistics: Statistics) => void;

/** The server speaks every ten seconds in any case. */
const SILENCE_MS = 25_000;
const listeners = new Set<Listener>();
let newest: Statistics | undefined;

const live = new Live({
  path: () => '/v1/statistics/events',
  types: ['statistics'],
  heard: (_, data) => told(JSON.parse(data)),
  refused: () => void get<Statistics>('/v1/statistics').then(told),
  silenceMs: SILENCE_MS,
});

function told(statistics: Statistics): void {
  newest = statistics;
  listeners.forEach((listener) => listener(statistics));
}

/**
 * One stream for all who want to know; it is open as long as somebody does. Who does not reach all
 * namespaces is told nothing.
 */
export function watchStatistics(listener: Listener): () => void {
  if (!may('see-all')) {
    return () => undefined;
  }
  listeners.add(listener);
  if (listeners.size === 1) {
    live.start();
  }
  if (newest) {
    listener(newest);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      live.stop();
    }
  };
}
