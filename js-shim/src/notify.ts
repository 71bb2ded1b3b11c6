// What the browser paints of a page's text though it never stands in the page: notifications, the dialogs of alert(), confirm() and prompt(); and what a script
// of the page puts on the clipboard. So the page's own world asks the curtain for the masked text: in the words of an element outside of the document, which an
// event carries over and back at once, as it does a shadow host.
import {READY_ATTRIBUTE} from './cover.js';

/** Dispatched on the document; `relatedTarget` holds the text. Whoever masks it takes the event (preventDefault). */
export const TEXT_EVENT = 'tirai-text';

const NOTHING = '…';

/** Wraps what takes such texts, so that they say what the page may show. Runs in the page's own world, before its first script. */
export function maskSpoken(win: Window & typeof globalThis): void {
  const masked = asks(win);
  maskNotifications(win, masked);
  const {alert, confirm, prompt} = win;
  win.alert = (...said: unknown[]) => alert.call(win, ...said.map(masked));
  win.confirm = (...said: unknown[]) => confirm.call(win, ...said.map(masked));
  win.prompt = (message = '', draft = '') => {
    const shown = masked(draft);
    const answer = prompt.call(win, masked(message), shown);
    return answer === shown ? `${draft}` : answer;  // taken as it was: what the page meant
  };
  const clipboard = win.Clipboard?.prototype;
  const write = clipboard?.writeText;
  if (write) clipboard.writeText = function writeText(this: Clipboard, text: string) { return write.call(this, masked(text)); };
}

function asks({document: doc, MouseEvent: Question, EventTarget, Document}: Window & typeof globalThis): (text: unknown) => string {
  const dispatch = EventTarget.prototype.dispatchEvent;
  const create = Document.prototype.createElement;
  return text => {
    const holder = create.call(doc, 'p');
    holder.textContent = `${text as string}`;
    const unanswered = dispatch.call(doc, new Question(TEXT_EVENT, {relatedTarget: holder, cancelable: true}));
    if (unanswered && !doc.documentElement?.hasAttribute(READY_ATTRIBUTE)) return NOTHING;  // covered: nothing is shown
    return holder.textContent;
  };
}

function maskNotifications(win: Window & typeof globalThis, masked: (text: unknown) => string): void {
  const {Notification: Original} = win;
  const said = <T extends NotificationOptions | undefined>(options: T): T =>
    (options?.body === undefined ? options : {...options, body: masked(options.body)});

  if (typeof Original === 'function') {
    win.Notification = new Proxy(Original, {
      construct: (target, [title, options]: [unknown, NotificationOptions | undefined], as) => Reflect.construct(target, [masked(title), said(options)], as) as Notification,
    });
  }
  const registration = win.ServiceWorkerRegistration?.prototype as ServiceWorkerRegistration | undefined;
  const show = registration?.showNotification;
  if (registration && show) {
    registration.showNotification = function showNotification(this: ServiceWorkerRegistration, title: string, options?: NotificationOptions) {
      return show.call(this, masked(title), said(options));
    };
  }
}

/** Answers with what `mask` makes of the text. A fault of ours leaves nothing of it. */
export function answerTexts(doc: Document, signal: AbortSignal, mask: (text: string) => string): void {
  doc.addEventListener(TEXT_EVENT, event => {
    const holder = (event as MouseEvent).relatedTarget as Element | null;
    if (!holder) return;
    event.preventDefault();
    try {
      holder.textContent = mask(holder.textContent ?? '');
    } catch {
      holder.textContent = NOTHING;
    }
  }, {capture: true, signal});
}
