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

/** Statistics, workers and dead letters tell of all namespaces at once. */
export const reachesAll = (): boolean => known?.namespaces.includes('*') ?? false;

/** The server answers with a cookie that no script can read. */
export async function begin(key: string): Promise<void> {
  await send('POST', '/v1/session', undefined, { Authorization: `Bearer ${key}` });
}

export async function end(): Promise<void> {
  await send('DELETE', '/v1/session');
  window.dispatchEvent(new Event(STRANGER));
}
