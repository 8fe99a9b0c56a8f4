/** Light, dark, or what the system says; kept in this browser. */
export type Theme = 'system' | 'light' | 'dark';
const KEY = 'windlass.theme';
const ORDER: Theme[] = ['system', 'light', 'dark'];

export function theme(): Theme {
  const kept = localStorage.getItem(KEY) as Theme | null;
  return kept && ORDER.includes(kept) ? kept : 'system';
}

export function applyTheme(): void {
  const now = theme();
  if (now === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = now;
  }
  window.dispatchEvent(new Event('windlass-theme'));
}

export function nextTheme(): Theme {
  const next = ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length];
  localStorage.setItem(KEY, next);
  applyTheme();
  return next;
}

/** A token's colour as a canvas wants it. */
export function colour(element: Element, token: string): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(${token})`;
  (element.shadowRoot ?? element).append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
