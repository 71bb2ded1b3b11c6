// Draws tirai.svg as the PNGs that the manifest names. They are committed; run this after changing the drawing.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const svg = readFileSync(join(import.meta.dirname, 'tirai.svg'), 'utf8');
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewportSize({width: size, height: size});
  await page.setContent(`<body style="margin:0;display:grid">${svg.replace('<svg ', `<svg width="${size}" height="${size}" `)}`);
  await page.screenshot({path: join(import.meta.dirname, `${size}.png`), omitBackground: true});
}
await browser.close();
