// Persons, addresses and dates of birth: no check digit anywhere, only how people write them.
import {address, personWritten} from './names.mjs';
import {pad} from './random.mjs';
import {date} from './values-id.mjs';
import {postcode} from './values-europe.mjs';

const kMonths = {
  id: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
const kShort = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
export const monthName = (r, language, month) => (r.chance(0.7) ? kMonths : kShort)[language][month - 1];

export function dateWritten(r, {day, month, year}, language) {
  const name = monthName(r, language, month);
  return r.pick([
    () => `${pad(day)}/${pad(month)}/${year}`,
    () => `${pad(day)}-${pad(month)}-${year}`,
    () => `${pad(day)}.${pad(month)}.${year}`,
    () => `${year}-${pad(month)}-${pad(day)}`,
    () => `${day}/${month}/${year}`,
    () => `${day} ${name} ${year}`,
    () => `${day} ${name} ${year}`,
    () => `${pad(day)} ${name} ${year}`,
    () => (language === 'en' ? `${name} ${day}, ${year}` : `${day} ${name.toLowerCase()} ${year}`),
    () => `${pad(day)}/${pad(month)}/${pad(year % 100)}`,
  ])();
}

export const people = {
  person: {
    weight: 9,
    B: personWritten,
    bare: (r, language) => {
      for (;;) {
        const name = personWritten(r, language);
        if (name.includes(' ') && name !== name.toUpperCase()) return name;
      }
    },
  },
  address: {weight: 5, B: (r, language) => address(r, language, postcode), bare: (r, language) => address(r, language, postcode)},
  date_of_birth: {weight: 4, B: (r, language) => dateWritten(r, date(r, 1945, 2012), language)},
};
