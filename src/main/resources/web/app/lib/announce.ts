/** What came of something: shown in a corner for a while, and read out. */
export interface Notice {
  text: string;
  bad: boolean;
}

const EVENT = 'windlass-notice';

export function announce(text: string, bad = false): void {
  window.dispatchEvent(new CustomEvent<Notice>(EVENT, { detail: { text, bad } }));
}

export function onNotice(listener: (notice: Notice) => void): () => void {
  const heard = (event: Event) => listener((event as CustomEvent<Notice>).detail);
  window.addEventListener(EVENT, heard);
  return () => window.removeEventListener(EVENT, heard);
}
