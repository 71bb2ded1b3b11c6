// Reveals end: by their time to live, when the tab is hidden, when the page is left, and when asked. Nothing prolongs one.
import type {Item, Items} from './items.js';
import {isInPage} from './items.js';
import {repaint} from './slots.js';

export interface Reveals {
  reveal(id: string, ttlMs: number): boolean;
  remask(id?: string): void;
  listen(win: Window, signal: AbortSignal): void;
}

const LONGEST_TIMER = 2 ** 31 - 1;

export function createReveals(items: Items, signal: AbortSignal): Reveals {
  const timers = new Map<Item, ReturnType<typeof setTimeout>>();

  function mask(item: Item): void {
    clearTimeout(timers.get(item));
    timers.delete(item);
    item.revealedUntil = undefined;
    for (const slot of item.slots) repaint(slot);
  }

  function maskAll(): void { for (const item of items.revealed()) mask(item); }

  // Timers sleep with the machine; the clock does not.
  function maskExpired(): void {
    for (const item of items.revealed()) if (item.revealedUntil! <= Date.now()) mask(item);
  }

  signal.addEventListener('abort', maskAll);

  return {
    reveal(id, ttlMs) {
      const item = items.get(id);
      if (!item || !(ttlMs > 0) || signal.aborted || ![...item.slots].some(isInPage)) return false;
      const ttl = Math.min(ttlMs, LONGEST_TIMER);
      item.revealedUntil = Date.now() + ttl;
      clearTimeout(timers.get(item));
      timers.set(item, setTimeout(() => mask(item), ttl));
      for (const slot of item.slots) repaint(slot);
      return true;
    },
    remask(id) {
      if (id === undefined) maskAll();
      else for (const item of items.revealed()) if (item.id === id) mask(item);
    },
    listen(win, listening) {
      const options = {capture: true, signal: listening};
      win.document.addEventListener('visibilitychange', () => { if (win.document.visibilityState === 'hidden') maskAll(); }, options);
      win.addEventListener('pagehide', maskAll, options);
      for (const type of ['pageshow', 'focus']) win.addEventListener(type, maskExpired, options);
    },
  };
}
