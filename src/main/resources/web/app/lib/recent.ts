import { watchStatistics } from './statistics';
import type { Statistics } from './types';

/** Backlog and running since this console was opened: the server keeps no history of them. */
const MOST = 3600;

export interface Recent {
  times: number[];
  backlog: number[];
  running: number[];
}

const recent: Recent = { times: [], backlog: [], running: [] };

export const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

/** Begins with the first caller and goes on from there. */
export function recentStatistics(): Recent {
  if (recent.times.length === 0) {
    watchStatistics(add);
  }
  return recent;
}

function add(statistics: Statistics): void {
  recent.times.push(Date.now() / 1000);
  recent.backlog.push(sum(statistics.backlog));
  recent.running.push(statistics.subJobs.running ?? 0);
  if (recent.times.length > MOST) {
    Object.values(recent).forEach((values: number[]) => values.shift());
  }
}
