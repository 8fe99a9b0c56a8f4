import { css } from 'lit';

/** Dense tables; on a narrow screen the columns of class wide go, and the rest scrolls. */
export const tables = css`
  .scroll {
    overflow-x: auto;
    position: relative;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  caption {
    text-align: left;
  }
  th,
  td {
    text-align: left;
    padding: 0.3rem 0.6rem 0.3rem 0;
    border-bottom: 1px solid var(--line);
    vertical-align: top;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  thead th {
    color: var(--quiet);
    font-weight: 600;
    font-size: 0.86rem;
    white-space: nowrap;
  }
  tbody th {
    font-weight: 400;
  }
  th.number,
  td.number {
    text-align: right;
  }
  tbody tr:hover {
    background: var(--raised);
  }
  tr:last-child > td,
  tr:last-child > th {
    border-bottom: 0;
  }
  dl.facts {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.2rem 0.9rem;
    margin: 0;
  }
  .stack > dl.facts {
    margin-top: 0.6rem;
  }
  dl.facts dt {
    color: var(--quiet);
  }
  dl.facts dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  @media (max-width: 46rem) {
    .wide {
      display: none;
    }
  }
`;
