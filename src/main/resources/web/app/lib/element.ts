import { LitElement, type CSSResult, type CSSResultGroup } from 'lit';
import { base } from '../styles/base';
import { forms } from '../styles/forms';
import { tables } from '../styles/tables';

/** The sheets that all share, and a component's own. */
export const sheets = (own?: CSSResult): CSSResultGroup =>
  own ? [base, tables, forms, own] : [base, tables, forms];

/** Every component of ours: the same sheets, and what has to end with it. */
export class Element extends LitElement {
  static styles: CSSResultGroup = sheets();

  private endings: (() => void)[] = [];

  /** Undone when the component leaves the page. */
  protected untilGone(end: () => void): void {
    this.endings.push(end);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endings.forEach((end) => end());
    this.endings = [];
  }
}
