/** Whether what is shown is live, over all streams of this page. */
export type State = 'connecting' | 'live' | 'lost';

interface Change {
  state: State;
  since: Date;
}

const streams = new Map<object, State>();
const listeners = new Set<(change: Change) => void>();
let known: Change = { state: 'connecting', since: new Date() };

export function tell(stream: object, state: State | null): void {
  if (state === null) {
    streams.delete(stream);
  } else {
    streams.set(stream, state);
  }
  const next = worst();
  if (next !== known.state) {
    known = { state: next, since: new Date() };
    listeners.forEach((listener) => listener(known));
  }
}

export function watch(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  listener(known);
  return () => listeners.delete(listener);
}

function worst(): State {
  const all = [...streams.values()];
  if (all.length === 0) {
    return known.state;
  }
  if (all.includes('lost')) {
    return 'lost';
  }
  return all.includes('connecting') && known.state !== 'live' ? 'connecting' : 'live';
}
