import { css, html, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Element } from '../lib/element';
import { icons } from './icons';

/** The icon and the token of each status, of batch jobs and of sub-jobs. */
export const looks: Record<string, { icon: string; token: string }> = {
  created: { icon: 'circle', token: '--quiet' },
  waiting: { icon: 'dots', token: '--quiet' },
  queued: { icon: 'dots', token: '--held' },
  starting: { icon: 'chevrons', token: '--active' },
  're-starting': { icon: 'chevrons', token: '--active' },
  running: { icon: 'play', token: '--active' },
  pausing: { icon: 'pause', token: '--held' },
  paused: { icon: 'pause', token: '--held' },
  stopping: { icon: 'stop', token: '--warn' },
  stopped: { icon: 'stop', token: '--warn' },
  completed: { icon: 'check', token: '--good' },
  failed: { icon: 'cross', token: '--bad' },
  invalid: { icon: 'warning', token: '--bad' },
  deleted: { icon: 'minus', token: '--quiet' },
  // of directives, schedules and dead letters
  accepted: { icon: 'dots', token: '--held' },
  applied: { icon: 'check', token: '--good' },
  refused: { icon: 'cross', token: '--bad' },
  pending: { icon: 'dots', token: '--quiet' },
  done: { icon: 'check', token: '--good' },
  skipped: { icon: 'minus', token: '--warn' },
  parked: { icon: 'warning', token: '--bad' },
  redriven: { icon: 'check', token: '--good' },
  draining: { icon: 'pause', token: '--held' },
  silent: { icon: 'warning', token: '--bad' },
  working: { icon: 'play', token: '--active' },
  idle: { icon: 'circle', token: '--quiet' },
};

/** A status: shape, word and colour. */
@customElement('wl-status')
export class Status extends Element {
  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.35em;
      white-space: nowrap;
      font-weight: 600;
    }
    svg {
      width: 0.85em;
      height: 0.85em;
      flex: none;
    }
  `;

  @property() status = '';
  /** Where it completed, and some of it failed. */
  @property({ type: Boolean }) errors = false;

  protected override render(): TemplateResult {
    const look = looks[this.status] ?? looks.created;
    this.style.color = `var(${look.token})`;
    return html`<svg viewBox="0 0 12 12" aria-hidden="true">${svg`${icons[look.icon]}`}</svg
      ><span>${this.status}${this.errors ? ' with errors' : ''}</span>`;
  }
}
