// Text that a style sheet takes from an attribute: `content: attr(data-phone)`. Such an attribute is seen, so it is masked like a tooltip.
// Large sheets cost milliseconds to read; what one held is remembered for the next page by its address and its number of rules.

export interface Contents {
  /** Attributes that sheets have come to show since the last call. */
  look(roots: Iterable<Document | ShadowRoot>): string[];
}

/** By sheet: the attributes it shows. Kept in memory.ts. */
export type KnownSheets = Map<string, readonly string[]>;

const WORTH_KEEPING = 200;

/** `onKept`: `sheets` holds what it did not hold before. */
export function createContents(sheets: KnownSheets, onKept: () => void): Contents {
  const shown = new Set<string>();
  const seen = new WeakMap<CSSStyleSheet, number>();
  let grown = false;

  function namesIn(sheet: CSSStyleSheet, rules: CSSRuleList, from: number): readonly string[] {
    const key = sheet.href && from === 0 && rules.length >= WORTH_KEEPING ? `${sheet.href} ${rules.length}` : '';
    const known = sheets.get(key);
    if (known) return known;
    const names = new Set<string>();
    readRules(rules, from, names);
    if (key) { sheets.set(key, [...names]); grown = true; }
    return [...names];
  }

  return {
    look(roots) {
      const fresh: string[] = [];
      for (const root of roots) {
        for (const sheet of sheetsOf(root)) {
          const rules = rulesOf(sheet);
          const from = seen.get(sheet) ?? 0;
          if (!rules || rules.length === from) continue;
          seen.set(sheet, rules.length);
          // Rules are put in anywhere: a sheet that grew is read from its end, where they are put by nearly all who do; one that shrank, whole.
          for (const name of namesIn(sheet, rules, rules.length > from ? from : 0)) {
            if (!shown.has(name)) { shown.add(name); fresh.push(name); }
          }
        }
      }
      if (grown) onKept();
      grown = false;
      return fresh;
    },
  };
}

function sheetsOf(root: Document | ShadowRoot): CSSStyleSheet[] {
  const sheets = [...root.styleSheets];
  try {
    if (root.adoptedStyleSheets.length > 0) sheets.push(...root.adoptedStyleSheets);
  } catch { /* Firefox keeps them from content scripts */ }
  return sheets;
}

/** Nothing for a sheet of another origin: there an adapter's `attributes` says what it shows. */
function rulesOf(sheet: CSSStyleSheet): CSSRuleList | undefined {
  try {
    return sheet.cssRules;
  } catch {
    return undefined;
  }
}

function readRules(rules: CSSRuleList, from: number, names: Set<string>): void {
  for (let at = from; at < rules.length; ++at) {
    const rule = rules[at] as Partial<CSSStyleRule & CSSImportRule>;
    const content = rule.style?.content;
    if (content?.includes('attr(')) for (const [, name] of content.matchAll(/attr\(\s*([\w-]+)/g)) names.add(name!.toLowerCase());
    const inner = rule.cssRules ?? (rule.styleSheet ? rulesOf(rule.styleSheet) : undefined);
    if (inner) readRules(inner, 0, names);
  }
}
