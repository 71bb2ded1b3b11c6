// A page that writes into a frame or a window of its own and prints it within one script leaves the curtain no turn in between; and document.open() has
// taken every listener with it, `beforeprint` among them. So the page's own world says that print() comes, on the one target that document.open()
// leaves alone.
import {READY_ATTRIBUTE} from './cover.js';

/** Dispatched on the visual viewport of the window that prints and of those around it: what has been written is to be masked now. */
export const PRINT_EVENT = 'tirai-print';

/** Wraps print(): what is covered by then is printed once it is masked, and a window that closes itself waits for that. Runs in the page's own world. */
export function announcePrints(win: Window & typeof globalThis): void {
  const {print, close, Event: Announcement, EventTarget, MutationObserver: Observer} = win;
  const dispatch = EventTarget.prototype.dispatchEvent;
  let waits = false;

  const isMasked = (): boolean => win.document.documentElement?.hasAttribute(READY_ATTRIBUTE) ?? false;
  function tell(): void {
    try {
      for (let at: Window = win; ; at = at.parent) {
        if (at.visualViewport) dispatch.call(at.visualViewport, new Announcement(PRINT_EVENT));
        if (at === at.parent) return;
      }
    } catch {
      // of another origin: a curtain of its own hangs here
    }
  }
  function printLater(): void {
    if (waits) return;
    waits = true;
    let closes = false;
    win.close = () => { closes = true; };
    const observer = new Observer(() => {
      if (!isMasked()) return;
      observer.disconnect();
      waits = false;
      win.close = close;
      print.call(win);
      if (closes) close.call(win);
    });
    observer.observe(win.document, {subtree: true, childList: true, attributes: true, attributeFilter: [READY_ATTRIBUTE]});
  }
  win.print = () => {
    tell();
    if (isMasked()) print.call(win);
    else printLater();
  };
}
