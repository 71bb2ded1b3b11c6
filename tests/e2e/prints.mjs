// Where Firefox prints when no one is to be asked.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Preferences for a Firefox that prints into a folder of its own, and what removes that folder. */
export function silentPrints() {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-prints-')), printer = 'print.printer_Mozilla_Save_to_PDF';
  return {
    preferences: {'print.always_print_silent': true, print_printer: 'Mozilla Save to PDF', [`${printer}.print_to_file`]: true, [`${printer}.print_to_filename`]: join(folder, 'print.pdf')},
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}
