import type { TemplateResult } from 'lit';
import type { Right } from './session';

export interface Place {
  path: string;
  query: URLSearchParams;
}

export interface Route {
  pattern: string;
  /** Which entry of the navigation it belongs to. */
  area: string;
  /** Without it, the page is not for somebody. */
  right?: Right;
  render: (params: Record<string, string>, query: URLSearchParams) => TemplateResult;
}

/** Where the browser stands: `#/batch-jobs/ID?status=failed`. */
export function place(): Place {
  const [path, query] = location.hash.replace(/^#/, '').split('?', 2);
  return { path: path || '/', query: new URLSearchParams(query ?? '') };
}

export function href(path: string, query: Record<string, string | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) {
      search.set(name, value);
    }
  }
  const text = search.toString();
  return `#${path}${text ? `?${text}` : ''}`;
}

export function go(path: string, query: Record<string, string | undefined> = {}): void {
  location.hash = href(path, query);
}

/** Changes the query only, without a new entry in the history. */
export function replaceQuery(query: URLSearchParams): void {
  const text = query.toString();
  history.replaceState(null, '', `#${place().path}${text ? `?${text}` : ''}`);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return null;
  }
  const params: Record<string, string> = {};
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i].startsWith(':')) {
      params[wanted[i].slice(1)] = decodeURIComponent(given[i]);
    } else if (wanted[i] !== given[i]) {
      return null;
    }
  }
  return params;
}
