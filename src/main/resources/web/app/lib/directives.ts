import { announce } from './announce';
import { remember, send } from './api';
import { Problem } from './problem';
import type { Directive } from './types';

export interface Asked {
  directive: string;
  only?: string;
  reset?: boolean;
  until?: string;
  jobsPerSecond?: number;
  ramp?: string;
}

/** Sends a directive, and says what became of it. True where it is in the log. */
export async function direct(job: string, asked: Asked): Promise<boolean> {
  const said = asked.only ? `${asked.directive} (${asked.only})` : asked.directive;
  try {
    const { body } = await send<Directive>('POST', `/v1/batch-jobs/${job}/directives`, asked);
    remember(body.token);
    announce(
      body.state === 'applied'
        ? `${said}: applied.`
        : `${said}: accepted; its outcome will stand under Directives.`,
    );
    return true;
  } catch (cause) {
    const problem = Problem.from(cause);
    const rules = problem.errors.map((error) => `${error.field} ${error.rule}`).join('; ');
    announce(`${said}: ${rules || problem.message}`, true);
    return false;
  }
}
