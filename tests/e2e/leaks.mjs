// Finds seeded values in whatever was collected from a page, however they are written there: digits in any grouping, letters in any case,
// percent-encoded. Runs in Node and, by way of String(finder), in the page: it uses nothing from outside.

/** What makes the finder: values as {type, value}. Answers a function text → the entries found in it. */
export function finder(entries) {
  const isNumber = ({type}) => ['id_nik', 'credit_card', 'phone_number'].includes(type);
  const fold = (text) => text.replace(/[\s\u00a0]+/g, ' ').toLowerCase();
  const joinDigits = (text) => text.replace(/(?<=\d)[\s\u00a0.,()/+\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2066-\u2069]+(?=\d)/g, '');
  const decode = (text) => {
    try {
      return text.includes('%') ? `${text}\n${decodeURIComponent(text.replace(/\+/g, ' '))}` : text;
    } catch {
      return text;
    }
  };
  const prepared = entries.map((entry) => ({entry, number: isNumber(entry), needle: isNumber(entry) ? entry.value : fold(entry.value)}));
  return (text) => {
    if (!text) return [];
    const whole = decode(text);
    const letters = fold(whole);
    const digits = joinDigits(whole);
    return prepared.filter(({number, needle}) => (number ? digits : letters).includes(needle)).map(({entry}) => entry);
  };
}
