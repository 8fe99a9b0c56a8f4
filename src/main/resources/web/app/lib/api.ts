import { Problem } from './problem';
import type { Input } from './types';

export type Query = Record<string, string | number | boolean | string[] | null | undefined>;

export interface Answer<T> {
  body: T;
  etag: string | null;
}

/** For so long, reads wait for what was written here before. */
const REMEMBERED_MS = 10_000;
const remembered: { token: string; until: number }[] = [];

/** The event of a request that was answered 401: who looks at this page is not known any more. */
export const STRANGER = 'windlass-stranger';

/** Lists are asked for in pages of this size. */
export const PAGE = 50;

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') {
        search.append(name, String(one));
      }
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** A directive's token: what is read from now on is no older than it. */
export function remember(token: string | undefined): void {
  if (token) {
    remembered.push({ token, until: Date.now() + REMEMBERED_MS });
    remembered.splice(0, remembered.length - 4);
  }
}

function after(): string | undefined {
  const tokens = remembered.filter((r) => r.until > Date.now()).map((r) => r.token);
  return tokens.length > 0 ? tokens.join(',') : undefined;
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await request<T>('GET', withQuery(path, query), { signal })).body;
}

/** Reads a view as it is after what was written here; where it lags, as it is. */
export async function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const tokens = query.after ?? after();
  try {
    return await get<T>(path, { ...query, after: tokens }, signal);
  } catch (cause) {
    if (tokens && cause instanceof Problem && cause.code === 'view-behind') {
      return get<T>(path, { ...query, after: undefined }, signal);
    }
    throw cause;
  }
}

export function getTagged<T>(path: string, query: Query = {}): Promise<Answer<T>> {
  return request<T>('GET', withQuery(path, query), {});
}

export function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  return request<T>(method, path, {
    body: body === undefined ? undefined : json,
    headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
  });
}

/** Makes a repeat the same request. Not randomUUID, which plain HTTP does not have. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** By XMLHttpRequest, because fetch does not tell how much has been sent. */
export function upload(
  file: File,
  namespace: string,
  told: (share: number) => void,
): Promise<Input> {
  const csv = !/\.(ndjson|jsonl)$/i.test(file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', withQuery('/v1/inputs', { namespace }));
    request.setRequestHeader('Content-Type', csv ? 'text/csv' : 'application/x-ndjson');
    request.upload.onprogress = (e) => e.lengthComputable && told(e.loaded / e.total);
    request.onerror = () => reject(Problem.from(new Error('the upload broke off')));
    request.onload = () =>
      request.status === 201
        ? resolve(JSON.parse(request.responseText))
        : Problem.of(new Response(request.responseText, { status: request.status })).then(reject);
    request.send(file);
  });
}

async function request<T>(method: string, path: string, init: RequestInit): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, method });
  } catch (cause) {
    if (init.signal?.aborted) {
      throw cause;
    }
    throw Problem.from(cause);
  }
  if (response.status === 401 && path !== '/v1/session') {
    window.dispatchEvent(new Event(STRANGER));
  }
  if (!response.ok) {
    throw await Problem.of(response);
  }
  const text = await response.text();
  return { body: (text ? JSON.parse(text) : undefined) as T, etag: response.headers.get('ETag') };
}
