// Makes build/firefox once for each version of Firefox: its own scripts as it compiled them in a profile that saw no page, for the new profiles of tests/firefox.
//
//   node tests/prepare-firefox.mjs
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {firefoxPath} from './browsers.mjs';

const build = join(import.meta.dirname, '../build'), kept = join(build, 'firefox');

/** As Firefox writes it into compatibility.ini of a profile. */
function installedVersion() {
  const told = readFileSync('/usr/lib/firefox-esr/application.ini', 'utf8'), of = (name) => told.match(new RegExp(`^${name}=(.*)$`, 'm'))[1];
  return `LastVersion=${of('Version')}_${of('BuildID')}/`;
}

async function startOnce(profile) {
  const browser = await puppeteer.launch({browser: 'firefox', executablePath: firefoxPath, headless: true, userDataDir: profile});
  const page = await browser.newPage();
  await page.goto('data:text/html,');
  await page.screenshot();
  await browser.close();  // it writes what it compiled as it ends
}

async function prepare() {
  rmSync(kept, {recursive: true, force: true});
  const made = mkdtempSync(join(build, 'firefox-')), profile = join(made, 'profile');
  for (let start = 0; start < 2; ++start) await startOnce(profile);  // some of it is kept only when it was used again
  mkdirSync(join(made, 'startupCache'));
  const files = readdirSync(join(profile, 'startupCache'));
  // NAME-current.bin is what this start had found, NAME.bin what it found and added.
  for (const file of files.filter((name) => !files.includes(name.replace('-current.bin', '.bin')) || !name.includes('-current'))) {
    copyFileSync(join(profile, 'startupCache', file), join(made, 'startupCache', file));
  }
  copyFileSync(join(profile, 'compatibility.ini'), join(made, 'compatibility.ini'));
  rmSync(profile, {recursive: true});
  renameSync(made, kept);
}

if (!existsSync(kept) || !readFileSync(join(kept, 'compatibility.ini'), 'utf8').includes(installedVersion())) await prepare();
