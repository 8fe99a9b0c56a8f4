import { nothing } from 'lit';
import { get, send, STRANGER } from './api';

/** Who looks at this page, and what he may do. */
export interface Session {
  name: string | null;
  role: string | null;
  namespaces: string[];
  /** False where everybody may do everything. */
  secured: boolean;
  /** Where to log in with a provider. */
  login: string | null;
}

let known: Session | undefined;

export async function readSession(): Promise<Session> {
  known = await get<Session>('/v1/session');
  return known;
}

/**
 * What not everybody may who may look: the one place that knows it. `see-all` is what tells of all
 * namespaces at once: statistics, workers, dead letters. The server asks anew each time; here it is
 * decided what is not even offered.
 */
export type Right = 'see-all' | 'operate' | 'edit';

const RANKS = ['viewer', 'operator', 'editor', 'administrator'];
const LEAST = { operate: 'operator', edit: 'editor' };

export function may(right: Right): boolean {
  return right === 'see-all'
    ? reached() === null && known !== undefined
    : RANKS.indexOf(known?.role ?? '') >= RANKS.indexOf(LEAST[right]);
}

/** The control, for whom it would not be refused. */
export function ifMay<T>(right: Right, control: () => T): T | typeof nothing {
  return may(right) ? control() : nothing;
}

/** Why somebody may not. */
export const refusal = (right: Right): string =>
  right === 'see-all'
    ? `This page tells of all namespaces at once, and you reach ${known?.namespaces.join(', ')} only.`
    : `That takes the role ${LEAST[right]}, and yours is ${known?.role}.`;

/** The namespaces that somebody reaches; null for all of them. */
export const reached = (): string[] | null =>
  known && !known.namespaces.includes('*') ? known.namespaces : null;

/** Where somebody begins who names none. */
export const home = (): string => {
  const names = reached();
  return names === null || names.includes('default') ? 'default' : (names[0] ?? 'default');
};

/** The server answers with a cookie that no script can read. */
export async function begin(key: string): Promise<void> {
  await send('POST', '/v1/session', undefined, { Authorization: `Bearer ${key}` });
}

export async function end(): Promise<void> {
  await send('DELETE', '/v1/session');
  window.dispatchEvent(new Event(STRANGER));
}
