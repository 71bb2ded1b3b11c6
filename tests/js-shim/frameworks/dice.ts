// What all framework pages share: a small helpdesk's state, driven by dice that fall the same on every page, and how it is read.
export interface State {order: number[]; note: string; open: boolean; tail: number; title: string; texts: string[]; field: string}

export const values = ['NIK 3273014507900003', 'Siti Rahayu', '0812-3456-7890', 'siti.rahayu@mail.test', 'kartu 4111 1111 1111 1111', 'tanpa data', 'Nomor 2024-000123', ''];
export const first = (): State => ({order: [0, 1, 2, 3, 4], note: '', open: true, tail: 1, title: 'Tiket', texts: values.slice(0, 5), field: ''});

export function dice(seed = 42): (below: number) => number {
  return (below) => { seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5; return (seed >>> 0) % below; };
}

export function change(state: State, roll: (below: number) => number): State {
  const next = {...state, order: [...state.order], texts: [...state.texts]};
  switch (roll(9)) {
    case 0: for (let n = next.order.length - 1; n > 0; --n) { const m = roll(n + 1); [next.order[n], next.order[m]] = [next.order[m]!, next.order[n]!]; } break;
    case 1: next.texts[roll(next.texts.length)] = values[roll(values.length)]!; break;
    case 2: next.open = !next.open; break;
    case 3: next.tail = roll(4); break;
    case 4: if (next.order.length > 1) next.order.splice(roll(next.order.length), 1); break;
    case 5: next.texts.push(values[roll(values.length)]!); next.order.unshift(next.texts.length - 1); break;
    case 6: next.title = `Tiket ${values[roll(values.length)]}`; break;
    case 7: next.field = values[roll(values.length)]!; break;
    default: next.note = values[roll(values.length)]!;
  }
  if (next.order.length > 12) next.order.length = 6;
  return next;
}

export interface Desk {draw(state: State): void | Promise<void>; leave(): void}

/** Puts `window.desk` there for the test: `step` is deterministic, so an unmasked twin of the page does the very same. */
export function play(root: Element, {draw, leave}: Desk, errors: string[]): void {
  const roll = dice();
  let state = first();
  addEventListener('error', event => errors.push(event.message));
  addEventListener('unhandledrejection', event => errors.push(String(event.reason)));
  /** All text nodes and titles, node by node; what frameworks leave empty to find their place again is theirs. */
  const texts = (): string[] => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const out = [...root.querySelectorAll('[title]')].map(one => (one as HTMLElement).title);
    while (walker.nextNode()) out.push((walker.currentNode as Text).data);
    return out;
  };
  const step = async (count: number): Promise<void> => {
    for (; count > 0; --count) { state = change(state, roll); await draw(state); }
  };
  Object.assign(window, {desk: {
    step, texts, errors,
    fields: (): string[] => [...root.querySelectorAll('input, select, textarea')].map(one => (one as HTMLInputElement).value),
    leave: (): string => { leave(); return root.textContent?.trim() ?? ''; },
  }});
}
