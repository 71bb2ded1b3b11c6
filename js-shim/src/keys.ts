// Alt+R asks for the prompt. The prompt has a frame of its own, so the page hears no key that is pressed in it; but a key is still held when the
// prompt opens or closes over it, and its repeats and its release come to the page: a held Enter would press the button that has the focus again.

const MODIFIERS = new Set(['Alt', 'AltGraph', 'Control', 'Meta', 'Shift']);  // held across the prompt, they are the page's

/** Calls `asked` when a person presses Alt+R. Of that key, and after `release()` of the one that closed the prompt, the page hears nothing more
 *  until it is let go. Must come before the page's own listeners. */
export function onAltR(window: Window, signal: AbortSignal, asked: () => void): {release(): void} {
  let held = false;
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || MODIFIERS.has(event.key)) return;
    const pressed = event.type === 'keydown' && !event.repeat;
    const opens = pressed && event.altKey && event.code === 'KeyR' && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const ours = pressed ? opens : held;
    held = ours && event.type === 'keydown';
    if (!ours) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (opens) asked();
  };
  for (const type of ['keydown', 'keyup'] as const) window.addEventListener(type, onKey, {capture: true, signal});
  return {release: () => { held = true; }};
}
