// What was painted, frame by frame. Two independent looks:
//   screencast   every frame the compositor delivered, as a picture; read back by tesseract, which knows nothing of the page
//   sampler      in the page, after each paint: visible text that holds a seeded value (the DOM's side of the same question)
import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {decode, encode} from './png.mjs';

const run = promisify(execFile);

/** Starts a screencast. `stop()` answers the distinct frames, in order, as {label, png}; `label(mark)` marks those that follow. */
export async function screencast(client) {
  const frames = new Map();
  let label;
  let delivered = 0;
  const onFrame = ({data, sessionId}) => {
    delivered++;
    const png = Buffer.from(data, 'base64');
    const key = createHash('sha256').update(png).digest('hex');
    if (!frames.has(key)) frames.set(key, {label, png});
    client.send('Page.screencastFrameAck', {sessionId}).catch(() => {});
  };
  client.on('Page.screencastFrame', onFrame);
  await client.send('Page.startScreencast', {format: 'png', everyNthFrame: 1});
  return {
    label: (mark) => { label = mark; },
    async stop() {
      await client.send('Page.stopScreencast');
      client.off('Page.screencastFrame', onFrame);
      return {delivered, frames: [...frames.values()]};
    },
  };
}

const MARGIN = 16;  // rows around what is new, so that no line is cut

/** The rows of `picture` that no picture before had, with their neighbours, as one picture; nothing if there are none. Adds all to `seen`. */
function newRows({rows, ...picture}, seen) {
  const keys = rows.map((row) => createHash('sha1').update(row).digest('base64'));
  const fresh = keys.map((key) => !seen.has(key));
  for (const key of keys) seen.add(key);
  const wanted = rows.filter((_, y) => fresh.slice(Math.max(0, y - MARGIN), y + MARGIN + 1).includes(true));
  return wanted.length > 0 ? {...picture, rows: wanted} : undefined;
}

/** The text tesseract reads in each of these pictures, by one process: its start costs more than most pictures. Sparse mode: a helpdesk page is many small blocks. */
async function read(files, list) {
  writeFileSync(list, files.join('\n'));
  const {stdout} = await run('tesseract', [list, '-', '-l', 'eng', '--psm', '11', '--dpi', '192'], {maxBuffer: 1 << 26, env: {...process.env, OMP_THREAD_LIMIT: '1'}});
  const texts = stdout.split('\f');
  if (texts.length !== files.length) throw new Error(`tesseract read ${texts.length} of ${files.length} pictures`);
  return texts;
}

const AT_ONCE = 16;  // pictures of a process: as many lie on the disk

/** What is new in each frame, read: frames as screencast() answers them, each with its `text`. A row of pixels seen before was read before. */
export async function readFrames(frames) {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-ocr-'));
  const seen = new Set();
  const out = frames.map((frame) => ({...frame, text: ''}));
  let next = 0;
  /** Of the next pictures with something new, each one's file and its place; none when all are done. */
  const take = () => {
    const taken = [];
    for (; next < frames.length && taken.length < AT_ONCE; ++next) {
      const picture = newRows(decode(frames[next].png), seen);
      if (!picture) continue;
      taken.push({at: next, file: join(folder, `${next}.pam`)});
      writeFileSync(taken.at(-1).file, encode(picture));
    }
    return taken;
  };
  const work = async (list) => {
    for (let taken; (taken = take()).length > 0;) {
      const texts = await read(taken.map(({file}) => file), join(folder, list));
      for (const [index, {at, file}] of taken.entries()) {
        out[at].text = texts[index];
        rmSync(file);
      }
    }
  };
  try {
    await Promise.all([work('one.txt'), work('two.txt')]);
    return out;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Runs in every document before its own scripts. Tells of each frame that shows seeded values, and of which. */
function samplerInPage({source, values}) {
  const finds = (0, eval)(`(${source})`)(values);
  /** What was found in the same text at the frame before, is found in it again. */
  const remembering = () => {
    let last = '', found = [];
    return (text) => {
      if (text !== last) [last, found] = [text, finds(text)];
      return found;
    };
  };
  const findInAll = remembering(), findInShown = remembering();
  const count = {sampled: 0, covered: 0};
  const shows = (node) => {
    const element = node.parentElement;
    if (!element || element.closest('script,style,noscript,textarea,[contenteditable]:not([contenteditable=false])')) return false;
    return element.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true});
  };
  const look = () => {
    const body = document.body;
    // A draft is covered by a highlight, which the DOM does not show: the screencast looks at it.
    if (!body || document.designMode === 'on' || body.isContentEditable || window.frameElement?.matches('.cke_wysiwyg_frame')) return;
    count.sampled++;
    if (!body.checkVisibility({visibilityProperty: true, opacityProperty: true})) count.covered++;
    if (findInAll(body.textContent).length === 0) return;
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let text = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (shows(node)) text += node.data;
    const found = findInShown(text);
    if (found.length === 0) return;
    globalThis.tiraiSampler?.({at: location.pathname + location.search, entries: found});
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = look;
  const tick = () => {
    channel.port2.postMessage(0);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  globalThis.tiraiSample = count;
}

/** Samples every document that is opened from now on, by a context of Playwright's or a page of Puppeteer's. `add(page)` counts what the page in view
 *  was sampled so far; `label(mark)` marks the leaks that follow. */
export async function sampler(target, finderSource, values) {
  const seen = {sampled: 0, covered: 0, leaks: []};
  let mark;
  const keep = (leak) => { seen.leaks.push({...leak, label: mark}); };
  const puppeteer = 'evaluateOnNewDocument' in target;
  if (puppeteer) await target.exposeFunction('tiraiSampler', keep);
  else await target.exposeBinding('tiraiSampler', (_, leak) => keep(leak));
  await (puppeteer ? target.evaluateOnNewDocument(samplerInPage, {source: finderSource, values}) : target.addInitScript(samplerInPage, {source: finderSource, values}));
  return {
    seen,
    label: (next) => { mark = next; },
    async add(page) {
      const count = await page.evaluate(() => globalThis.tiraiSample);
      seen.sampled += count?.sampled ?? 0;
      seen.covered += count?.covered ?? 0;
    },
  };
}
