// When a ticket was closed, as its helpdesk writes it: ISO 8601, or a day with a month's name in Indonesian or English. Nothing: it cannot be told (22/11 and 11/22 look
// alike), and no period of retention begins.
const MONTHS = ['jan', 'feb|peb', 'mar', 'apr', 'may|mei', 'jun', 'jul', 'aug|agu|agt', 'sep', 'oct|okt', 'nov', 'dec|des'].map(names => new RegExp(`^(${names})`, 'i'));
const ISO = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/;

export function closedAt(text: string): string | undefined {
  const time = ISO.test(text) ? Date.parse(text.replace(' ', 'T').replace(/\s/g, '')) : named(text);
  return time === undefined || Number.isNaN(time) || time < 0 ? undefined : new Date(time).toISOString();
}

/** "Sun Nov 22 09:13:12 2026", "Min 22 Nov 2026 09.13". */
function named(text: string): number | undefined {
  const month = MONTHS.findIndex(one => text.split(/[^\p{L}]+/u).some(word => one.test(word)));
  const [, hour = '0', minute = '0', second = '0'] = /\b(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\b/.exec(text) ?? [];
  const left = text.replace(/\b\d{1,2}[:.]\d\d([:.]\d\d)?\b/, ' ');
  const year = /\b(\d{4})\b/.exec(left)?.[1], day = /\b(\d{1,2})\b/.exec(left)?.[1];
  if (month < 0 || year === undefined || day === undefined || Number(day) < 1 || Number(day) > 31) return undefined;
  return new Date(Number(year), month, Number(day), Number(hour), Number(minute), Number(second)).getTime();
}
