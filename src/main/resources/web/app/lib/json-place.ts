import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

export interface Span {
  from: number;
  to: number;
}

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

/** `cases[0].parameters.url`: names and indexes. */
export function steps(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? name : Number(index),
  );
}

/** Where a field stands in the text; of one that is missing, the object that should have it. */
export function placeOf(state: EditorState, path: string): Span {
  let node = valueOf(syntaxTree(state).topNode);
  let span: Span = { from: 0, to: Math.min(1, state.doc.length) };
  for (const step of steps(path)) {
    const next = node && child(state, node, step);
    if (!next) {
      return node ? beginning(node) : span;
    }
    span = { from: next.from, to: next.to };
    node = next.name === 'Property' ? valueOf(next) : next;
  }
  return span;
}

function child(state: EditorState, node: SyntaxNode, step: string | number): SyntaxNode | null {
  if (typeof step === 'number') {
    return children(node).filter((c) => VALUES.has(c.name))[step] ?? null;
  }
  return (
    children(node).find((c) => c.name === 'Property' && nameOf(state, c) === step) ?? null
  );
}

function nameOf(state: EditorState, property: SyntaxNode): string | null {
  const name = property.getChild('PropertyName');
  return name && state.sliceDoc(name.from + 1, name.to - 1);
}

function valueOf(node: SyntaxNode): SyntaxNode | null {
  return children(node).find((c) => VALUES.has(c.name)) ?? null;
}

function beginning(node: SyntaxNode): Span {
  return { from: node.from, to: node.from + 1 };
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    found.push(child);
  }
  return found;
}
