import { html, nothing, type TemplateResult } from 'lit';

const whole = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const brief = new Intl.NumberFormat(undefined, { notation: 'compact' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const minutes = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const number = (value: number): string => whole.format(value);

export const many = (count: number, noun: string): string =>
  `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

export function perSecond(value: number): string {
  return value >= 1000 ? whole.format(Math.round(value)) : short.format(value);
}

export const compact = (value: number): string => brief.format(value);

export function percent(value: number | undefined): string {
  return value === undefined ? '' : `${value.toLocaleString(undefined, { maximumFractionDigits: 2 })} %`;
}

export function bytes(value: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const power = value < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(value) / 10));
  return `${short.format(value / 1024 ** power)} ${units[power]}`;
}

/** 3661 is "1 h 1 min". */
export function duration(seconds: number): string {
  if (seconds < 1) {
    return `${Math.max(0, Math.round(seconds * 1000))} ms`;
  }
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

export const between = (from: string, to: string): string =>
  duration((Date.parse(to) - Date.parse(from)) / 1000);

/** In the viewer's zone, without the date where it is today; UTC on hover. */
export function time(instant: string | null | undefined): TemplateResult | typeof nothing {
  if (!instant) {
    return nothing;
  }
  const date = new Date(instant);
  const utc = `${instant.replace('T', ' ').replace('Z', '')} UTC`;
  const today = date.toDateString() === new Date().toDateString();
  return html`<time datetime=${instant} title=${utc}>${(today ? clock : full).format(date)}</time>`;
}

const INSTANT = /(\d{4}-\d\d-\d\dT[\d:.]+Z)/;

/** A sentence of the server's, with its instants in the viewer's zone. */
export const told = (sentence: string): unknown[] =>
  sentence.split(INSTANT).map((part, i) => (i % 2 === 1 ? time(part) : part));

export const minuteTime = (date: Date): string => minutes.format(date);

export const clockTime = (date: Date): string => clock.format(date);

export const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The end of an id says more than its beginning, which is the time. */
export const shortId = (id: string): string => `${id.slice(0, 8)}…${id.slice(-12, -6)}`;
