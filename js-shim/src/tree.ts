// Reads a whole tree in one walk, run by run: the runs are those that walk.ts finds from any of their texts, at a step for each node instead of one
// for each way from text to text.
//
//   <div>NIK <b>3273…</b><p>Siti</p>Rahayu</div>     "NIK 3273…", "Siti", "Rahayu": an element that is not in line ends a run, and so does its end
import type {Context, Pass, Run, Sight} from './walk.js';
import {contextOf, kindOf, OpenRun} from './walk.js';

/** What a run stands in. */
interface Place {readonly block: Node; readonly context: Context | undefined}

export interface TreeParts {
  sight: Sight;
  /** What was read of the elements in this turn. */
  pass(): Pass;
  /** Sees each element that is not inside an unseen one; `around` says what holds where it stands. */
  meet(element: Element, around: () => Context | undefined): void;
}

/** All runs below `root`, which is a boundary, but those of white space alone. To be told after each run whether other scripts had a turn since: then what was read of elements holds no more. A node that is taken
 *  away takes no other out of the walk: an iterator, unlike a tree walker, goes on from where it stood. */
export function* runsIn(root: Node, {sight, pass, meet}: TreeParts): Generator<Run, void, boolean> {
  const nodes = (root.ownerDocument ?? root as Document).createNodeIterator(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let unseen: Node | undefined;
  let place: Place | undefined;
  let beside: Node | null = null;
  let run: OpenRun | undefined;
  let blanks: Text[] = [];
  let met: Node = root;
  const around = () => contextOf(met, sight, pass());
  const isBlank = (text: Text) => !/\S/.test(text.data) && !sight.isSlot(text);

  function blockOf(node: Node): Node {
    let block = node.parentNode!;
    while (block.nodeType === Node.ELEMENT_NODE && kindOf(block as Element, sight, pass()) === 'in_line') block = block.parentNode!;
    return block;
  }

  function placeOf(node: Node): Place {
    if (place && node.parentNode === beside) return place;
    beside = node.parentNode;
    const block = blockOf(node);
    return place?.block === block ? place : {block, context: contextOf(node, sight, pass())};
  }

  /** With the white space before it, which on most pages stands between boundaries: where it stands is not asked before something follows. */
  function begin({block}: Place, context: Context): OpenRun {
    const begun = new OpenRun(context);
    for (const blank of blanks) if (blockOf(blank) === block) begun.add(blank, blank.data);
    blanks = [];
    return begun;
  }

  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (unseen?.contains(node)) continue;
    unseen = undefined;
    const isText = node.nodeType === Node.TEXT_NODE;
    if (isText && !run && isBlank(node as Text)) { blanks.push(node as Text); continue; }
    const kind = isText ? 'text' : kindOf(node as Element, sight, pass());
    const here = kind === 'text' || kind === 'break' ? placeOf(node) : undefined;
    if (run && (kind === 'boundary' || (here && here !== place))) {
      const read = run;
      run = undefined;
      if (read.parts.length > 0 && (yield read)) {
        place = undefined;
        nodes.previousNode();  // `node` is looked at anew
        continue;
      }
    }
    met = node;
    if (kind !== 'text') meet(node as Element, around);
    if (kind === 'unseen') unseen = node;
    if (kind === 'boundary') blanks = [];
    if (!here) continue;
    place = here;
    if (here.context) run ??= begin(here, here.context);
    if (!run) continue;
    if (kind === 'text') run.add(node as Text, sight.rawText(node as Text)); else run.breakLine();
  }
  if (run && run.parts.length > 0) yield run;
}
