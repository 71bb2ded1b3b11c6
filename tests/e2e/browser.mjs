// A real Chromium, headless, with or without the extension.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {chromiumPath} from '../browsers.mjs';

/** As it is installed, for the bench of a quiet tab. */
export const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], {encoding: 'utf8'}).trim();

/** Without developer mode an unpacked extension that reloads itself stays off. */
function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-e2e-'));
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify({extensions: {ui: {developer_mode: true}}}));
  return folder;
}

/** Answers {context, profile, background(), extensionId, close()}. A `profile` that is given is kept on close. The accessibility tree, which
 *  a browser builds only for those who read it, is built and kept where `accessibility` says that it is looked at. */
export async function openBrowser({extension, profile, scale = 1, accessibility = false} = {}) {
  const folder = profile ?? newProfile();
  const args = ['--no-sandbox', '--disable-dev-shm-usage', ...(accessibility ? ['--force-renderer-accessibility=complete'] : [])];
  if (extension) args.push(`--disable-extensions-except=${extension}`, `--load-extension=${extension}`);
  // Tall, so that the message lies in the picture and the screencast sees it come.
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath, headless: true, args, viewport: {width: 1280, height: 1800}, deviceScaleFactor: scale, locale: 'id-ID',
  });
  const background = async () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker', {timeout: 15_000});
  const extensionId = extension ? new URL((await background()).url()).host : undefined;
  return {
    context, profile: folder, background, extensionId,
    async close() {
      await context.close();
      if (!profile) rmSync(folder, {recursive: true, force: true});
    },
  };
}
