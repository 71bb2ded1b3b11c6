// Bars over time, and the same numbers as a table: a canvas says nothing to who cannot see it.
import uPlot from 'uplot';
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import type {Series} from './api.js';
import {number, table} from './parts.js';
import {t} from './texts.js';

/** Okabe and Ito's colours, told apart with every kind of colour vision; 3:1 on both grounds is the edge's work. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8c7a1f', '#7f7f7f'];
const MOST_SERIES = COLOURS.length;

export interface Drawing {what: string; series: Drawn[]; slots: number[]; label(slot: number): string; shortLabel(slot: number): string; slotName: string}

/** `name`: how people call it; the key stays at hand behind it. */
export interface Drawn extends Series {name?: string}
const nameOf = ({key, name}: Drawn): string => name ?? key;

/** The largest by themselves, the rest as one. */
function settled(lang: Lang, series: Drawn[]): Drawn[] {
  const sum = ({points}: Drawn): number => points.reduce((all, [, count]) => all + count, 0);
  const sorted = [...series].sort((a, b) => sum(b) - sum(a)).map(one => one.key === '' ? {...one, name: say(lang, t.none_named)} : one);
  if (sorted.length <= MOST_SERIES) return sorted;
  return [...sorted.slice(0, MOST_SERIES - 1), {key: say(lang, t.others), points: sorted.slice(MOST_SERIES - 1).flatMap(({points}) => points)}];
}

const valuesOf = (series: Series, slots: number[]): number[] => {
  const all = new Map<number, number>();
  for (const [slot, count] of series.points) all.set(slot, (all.get(slot) ?? 0) + count);
  return slots.map(slot => all.get(slot) ?? 0);
};

/** Each on top of the ones before it; drawn from the tallest to the lowest, so that each shows its own part. */
function stacked(values: number[][]): number[][] {
  const below = new Array<number>(values[0]?.length ?? 0).fill(0);
  return values.map(row => row.map((count, i) => (below[i] = (below[i] ?? 0) + count)));
}

function plot(place: HTMLElement, drawing: Drawing, series: Series[], values: number[][]): uPlot {
  const ink = getComputedStyle(document.body).getPropertyValue('--quiet'), line = getComputedStyle(document.body).getPropertyValue('--line');
  const axis = {stroke: ink, grid: {stroke: line, width: 1}, ticks: {stroke: line, width: 1}, font: '12px system-ui, sans-serif'};
  const bars = uPlot.paths.bars!({size: [0.7, 40]});
  const tops = stacked(values);
  const every = Math.max(1, Math.ceil(drawing.slots.length / Math.max(2, Math.floor(place.clientWidth / 70))));
  return new uPlot({
    width: Math.max(240, place.clientWidth), height: 240, legend: {show: false}, cursor: {show: false}, scales: {x: {time: false, range: (_, least, most) => [least - 0.6, most + 0.6]}, y: {range: (_, __, most) => [0, Math.max(4, most * 1.1)]}},
    axes: [{...axis, splits: () => drawing.slots.map((_, i) => i).filter(i => i % every === 0), values: (_, splits) => splits.map(i => drawing.slots[i] === undefined ? '' : drawing.shortLabel(drawing.slots[i]))},
      {...axis, size: 56, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 1_000_000]}],
    series: [{}, ...series.map((_, i) => ({fill: COLOURS[i]!, stroke: COLOURS[i]!, width: 0, paths: bars, points: {show: false}})).reverse()],
  }, [drawing.slots.map((_, i) => i), ...[...tops].reverse()], place);
}

export function chart(lang: Lang, drawing: Drawing): {element: HTMLElement; resize: () => void} {
  const series = settled(lang, drawing.series), values = series.map(one => valuesOf(one, drawing.slots));
  const total = values.flat().reduce((all, count) => all + count, 0);
  if (total === 0) return {element: el('p', {class: 'quiet'}, say(lang, t.nothing)), resize: () => undefined};
  const place = el('div', {class: 'plot', role: 'img', 'aria-label': say(lang, t.chart_of, {what: drawing.what, count: number(lang, total)})});
  const legend = el('ul', {class: 'legend'}, ...series.map((one, i) => {
    const swatch = el('span', {class: 'swatch', 'aria-hidden': 'true'});
    swatch.style.background = COLOURS[i]!;
    return el('li', {title: one.name !== undefined && one.name !== one.key && one.key}, swatch, `${nameOf(one)}: ${number(lang, values[i]!.reduce((all, count) => all + count, 0))}`);
  }));
  const rows = drawing.slots.map((slot, i) => [drawing.label(slot), ...values.map(row => number(lang, row[i]!)), number(lang, values.reduce((all, row) => all + row[i]!, 0))]);
  const numbers = new Set(series.map((_, i) => i + 1).concat(series.length + 1));
  const details = el('details', {}, el('summary', {}, say(lang, t.as_table)), table(drawing.what, [drawing.slotName, ...series.map(nameOf), say(lang, t.sum)], rows, numbers));
  let drawn: uPlot | undefined;
  const resize = (): void => {
    if (place.clientWidth === 0) return;
    drawn?.destroy();
    drawn = plot(place, drawing, series, values);
  };
  return {element: el('div', {class: 'chart'}, place, legend, details), resize};
}
