import { css } from 'lit';

/** What every component looks like: one sheet, adopted by all of them. */
export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3 {
    margin: 0;
    line-height: 1.25;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: 1.35rem;
  }
  h2 {
    font-size: 1.05rem;
  }
  h3 {
    font-size: 0.95rem;
  }
  h1:focus {
    outline: none;
  }
  p {
    margin: 0 0 0.5rem;
  }
  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }
  a[aria-current='true'] {
    color: inherit;
    font-weight: 600;
    text-decoration: none;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 2px;
  }
  code,
  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0;
    padding: 0.6rem 0.75rem;
    background: var(--raised);
    border-radius: 4px;
    overflow: auto;
    max-height: 32rem;
    font: 12.5px/1.5 var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .quiet {
    color: var(--quiet);
  }
  .bad {
    color: var(--bad);
  }
  .number {
    text-align: right;
    white-space: nowrap;
  }
  .nowrap {
    white-space: nowrap;
  }
  .panel {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: 6px;
    padding: 0.75rem 0.9rem;
    margin: 0 0 0.9rem;
    min-width: 0;
  }
  .panel > h2:first-child,
  .row:first-child > h2 {
    margin-bottom: 0.5rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .apart {
    justify-content: space-between;
  }
  .head {
    margin-bottom: 0.7rem;
  }
  .stack > * + * {
    margin-top: 0.6rem;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: 0 0.9rem;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
