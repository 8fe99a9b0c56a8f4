import { svg, type SVGTemplateResult } from 'lit';

/** A shape for each kind of status: nothing is told by colour alone. 12 by 12. */
const filled = (d: string) => svg`<path d=${d} fill="currentColor"/>`;
const drawn = (d: string) =>
  svg`<path d=${d} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`;

export const icons: Record<string, SVGTemplateResult> = {
  circle: svg`<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  dots: svg`<g fill="currentColor"><circle cx="2" cy="6" r="1.3"/><circle cx="6" cy="6" r="1.3"/><circle cx="10" cy="6" r="1.3"/></g>`,
  chevrons: drawn('M2 2.5 6 6 2 9.5 M6.5 2.5 10.5 6 6.5 9.5'),
  play: filled('M3 1.5 10.5 6 3 10.5Z'),
  pause: filled('M2.5 2h2.6v8H2.5zM6.9 2h2.6v8H6.9z'),
  stop: filled('M2.2 2.2h7.6v7.6H2.2z'),
  check: drawn('M1.8 6.4 4.8 9.4 10.2 2.8'),
  cross: drawn('M2.4 2.4 9.6 9.6 M9.6 2.4 2.4 9.6'),
  warning: drawn('M6 1.6 11 10.2H1Z M6 5v2.2 M6 8.7v.1'),
  minus: drawn('M2 6h8'),
};
