// Alt+R asks for the prompt. The prompt has a frame of its own, so the page hears no key that is pressed in it; but a key is still held when the
// prompt opens or closes over it, and its repeats and its release come to the page: a held Enter would press the button that has the focus again.

/** `reveal`: of a purpose given before, at once; `prompt`: ask in any case; `compare`: ask what the customer says; `all`: of all that stands there; `break_glass`: for the emergency purpose alone; `consent`: the form that records one; `into`: put it into the field that had the focus last. */
export type Asked = 'reveal' | 'prompt' | 'compare' | 'all' | 'break_glass' | 'consent' | 'into';

const ASKS: Readonly<Record<string, (shift: boolean) => Asked | undefined>> = {
  KeyR: shift => shift ? 'all' : 'reveal', KeyC: shift => shift ? undefined : 'compare', KeyI: shift => shift ? undefined : 'into',
};

const MODIFIERS = new Set(['Alt', 'AltGraph', 'Control', 'Meta', 'Shift']);  // held across the prompt, they are the page's

/** Calls `asked` when a person presses Alt+R: for `all` with Shift, too, Alt+C to `compare`, and Alt+I to put it `into` a field. Of that key, and after `release()` of the one that closed the prompt, the page hears nothing more
 *  until it is let go; nor of any, but the Escape that closes it, that `isStray`: pressed while the prompt is open, but the page has taken the focus. Must
 *  come before the page's own listeners. */
export function onAltR(window: Window, signal: AbortSignal, asked: (what: Asked) => void, isStray = (): boolean => false): {release(): void} {
  let held = false;
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || MODIFIERS.has(event.key)) return;
    const pressed = event.type === 'keydown' && !event.repeat;
    const opens = pressed && event.altKey && !event.ctrlKey && !event.metaKey ? ASKS[event.code]?.(event.shiftKey) : undefined;
    const ours = pressed ? opens !== undefined || (event.key !== 'Escape' && isStray()) : held;
    held = ours && event.type === 'keydown';
    if (!ours) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (opens !== undefined) asked(opens);
  };
  for (const type of ['keydown', 'keyup'] as const) window.addEventListener(type, onKey, {capture: true, signal});
  return {release: () => { held = true; }};
}
