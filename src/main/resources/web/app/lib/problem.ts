export interface FieldError {
  field: string;
  value?: unknown;
  rule: string;
}

/** An error as the API tells it (RFC 9457), or that there was no answer at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    detail: string,
    readonly errors: FieldError[] = [],
  ) {
    super(detail);
  }

  static async of(response: Response): Promise<Problem> {
    const text = await response.text();
    try {
      const body = JSON.parse(text);
      return new Problem(
        response.status,
        body.code ?? '',
        body.title ?? response.statusText,
        body.detail ?? body.title ?? response.statusText,
        body.errors ?? [],
      );
    } catch {
      const said = text.slice(0, 200) || response.statusText || `status ${response.status}`;
      return new Problem(response.status, '', 'Unexpected answer', said);
    }
  }

  static from(cause: unknown): Problem {
    if (cause instanceof Problem) {
      return cause;
    }
    const said = cause instanceof Error ? cause.message : String(cause);
    return new Problem(0, 'unreachable', 'No answer from the server', said);
  }

  /** The server is older than this page. */
  get isMissingRoute(): boolean {
    return this.status === 404 && (this.code === '' || this.code === 'no-such-route');
  }
}

export const isAbort = (cause: unknown): boolean =>
  cause instanceof DOMException && cause.name === 'AbortError';
