import { html, literal, type StaticValue } from 'lit/static-html.js';
import type { Route } from './lib/router';
import type { Right } from './lib/session';
import './pages/bulk';
import './pages/definition';
import './pages/definition-edit';
import './pages/definitions';
import './pages/job';
import './pages/jobs';
import './pages/letter';
import './pages/letters';
import './pages/now';
import './pages/schedule';
import './pages/schedule-edit';
import './pages/schedules';
import './pages/sub-job';
import './pages/workers';

const route = (pattern: string, area: string, tag: StaticValue, right?: Right): Route => ({
  pattern,
  area,
  right,
  render: (params, query) =>
    html`<${tag} data-page .params=${params} .query=${query}></${tag}>`,
});

/** Every page by its address. */
export const routes: Route[] = [
  route('/', '/', literal`wl-now`, 'see-all'),
  route('/batch-jobs', '/batch-jobs', literal`wl-jobs`),
  route('/batch-jobs/:id', '/batch-jobs', literal`wl-job`),
  route('/batch-jobs/:id/sub-jobs/:subJob', '/batch-jobs', literal`wl-sub-job`),
  route('/bulk-directives/:id', '/batch-jobs', literal`wl-bulk`),
  route('/definitions', '/definitions', literal`wl-definitions`),
  route('/new-definition', '/definitions', literal`wl-definition-edit`, 'edit'),
  route('/definitions/:namespace/:name', '/definitions', literal`wl-definition`),
  route('/definitions/:namespace/:name/edit', '/definitions', literal`wl-definition-edit`, 'edit'),
  route('/schedules', '/schedules', literal`wl-schedules`),
  route('/new-schedule', '/schedules', literal`wl-schedule-edit`, 'edit'),
  route('/schedules/:namespace/:name', '/schedules', literal`wl-schedule`),
  route('/schedules/:namespace/:name/edit', '/schedules', literal`wl-schedule-edit`, 'edit'),
  route('/workers', '/workers', literal`wl-workers`, 'see-all'),
  route('/dead-letters', '/dead-letters', literal`wl-letters`, 'see-all'),
  route('/dead-letters/:id', '/dead-letters', literal`wl-letter`, 'see-all'),
];
