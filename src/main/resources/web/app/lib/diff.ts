/** What became of a line between two texts. */
export interface Line {
  kind: 'same' | 'gone' | 'new';
  text: string;
  before?: number;
  after?: number;
}

const LARGEST = 4_000_000;

/** The longest common lines stay, the others are gone or new. */
export function diff(before: string, after: string): Line[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) {
    head++;
  }
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail++;
  }
  const lines = [
    ...a.slice(0, head).map((text) => ({ kind: 'same' as const, text })),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map((text) => ({ kind: 'same' as const, text })),
  ];
  return numbered(lines);
}

type Plain = Pick<Line, 'kind' | 'text'>;

function middle(a: string[], b: string[]): Plain[] {
  if (a.length * b.length > LARGEST) {
    return [...a.map((text) => line('gone', text)), ...b.map((text) => line('new', text))];
  }
  const common = lengths(a, b);
  const lines: Plain[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(line('same', a[i++]));
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
      lines.push(line('gone', a[i++]));
    } else {
      lines.push(line('new', b[j++]));
    }
  }
  return lines;
}

/** How many lines the rests from i and j on have in common, at most. */
function lengths(a: string[], b: string[]): Uint32Array[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i][j] =
        a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}

const line = (kind: Line['kind'], text: string): Plain => ({ kind, text });

function numbered(lines: Plain[]): Line[] {
  let before = 0;
  let after = 0;
  return lines.map(({ kind, text }) => ({
    kind,
    text,
    before: kind === 'new' ? undefined : ++before,
    after: kind === 'gone' ? undefined : ++after,
  }));
}
