import { css } from 'lit';

/** Buttons and fields. */
export const forms = css`
  button,
  .button {
    font: inherit;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 4px;
    padding: 0.25rem 0.7rem;
    min-height: 2rem;
    cursor: pointer;
    text-decoration: none;
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
  }
  button:hover,
  .button:hover {
    background: var(--raised);
  }
  button.primary,
  .button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.danger {
    color: var(--bad);
    border-color: var(--bad);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding-inline: 0.35rem;
  }
  button[aria-disabled='true'],
  .button[aria-disabled='true'],
  button:disabled {
    color: var(--quiet);
    border: 1px dashed var(--edge);
    background: none;
    cursor: not-allowed;
  }
  form {
    margin: 0;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.9rem;
    align-items: end;
  }
  .fields:not(.panel, :last-child) {
    margin-bottom: 0.7rem;
  }
  .field {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.15rem;
    min-width: 0;
  }
  label,
  legend {
    font-size: 0.86rem;
    color: var(--quiet);
    padding: 0;
  }
  label.check {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    min-height: 1.6rem;
    font-size: inherit;
    color: inherit;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    font: inherit;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: 4px;
    padding: 0.2rem 0.45rem;
    min-height: 2rem;
    max-width: 100%;
  }
  input[type='number'] {
    width: 8.5rem;
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  .hint {
    font-size: 0.86rem;
    color: var(--quiet);
  }
  .wrong {
    font-size: 0.9rem;
    color: var(--bad);
  }
`;
