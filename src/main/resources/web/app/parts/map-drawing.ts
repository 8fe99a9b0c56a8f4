import type { Cell, Counts } from '../lib/types';

/** Sizes and colours for drawing cells; side and gap are pixels. */
export interface Drawing {
  columns: number;
  side: number;
  gap: number;
  colours: Record<string, string>;
  ground: string;
}

/** From the top of a cell to its bottom. */
const ORDER = ['failed', 'invalid', 'stopped', 'paused', 'running', 'waiting', 'created', 'completed'];
/** What failed is seen in a cell of ten thousand. */
const LEAST = 3;

export const TOKENS: Record<string, string> = {
  failed: '--bad',
  invalid: '--bad',
  stopped: '--warn',
  paused: '--held',
  running: '--active',
  waiting: '--idle',
  created: '--idle',
  completed: '--good',
};

export function draw(context: CanvasRenderingContext2D, cells: Cell[], how: Drawing): void {
  cells.forEach((cell, i) => {
    const x = (i % how.columns) * (how.side + how.gap);
    const y = Math.floor(i / how.columns) * (how.side + how.gap);
    drawCell(context, cell, x, y, how);
  });
}

function drawCell(
  context: CanvasRenderingContext2D,
  cell: Cell,
  x: number,
  y: number,
  how: Drawing,
): void {
  const size = cell.to - cell.from;
  let top = y;
  const end = y + how.side;
  for (const status of ORDER) {
    const count = cell.counts[status] ?? 0;
    if (count > 0) {
      const least = status === 'failed' || status === 'invalid' ? LEAST : 1;
      const height = Math.min(end - top, Math.max(least, (count / size) * how.side));
      context.fillStyle = how.colours[status];
      context.fillRect(x, top, how.side, height);
      top += height;
    }
  }
  if (hasFailed(cell.counts)) {
    mark(context, x, y, how);
  }
}

/** A corner is cut, so that what failed is told by shape too. */
function mark(context: CanvasRenderingContext2D, x: number, y: number, how: Drawing): void {
  const cut = how.side / 2;
  context.fillStyle = how.ground;
  context.beginPath();
  context.moveTo(x + how.side - cut, y);
  context.lineTo(x + how.side, y);
  context.lineTo(x + how.side, y + cut);
  context.fill();
}

export const hasFailed = (counts: Counts): boolean =>
  (counts.failed ?? 0) + (counts.invalid ?? 0) > 0;
