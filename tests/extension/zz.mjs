import {openDesk, until, uncovered, openPrompt, answerPrompt} from './desk.mjs';
const desk = await openDesk({seconds: 30}); const page = await desk.ticket('43'); page.on('console', m => console.log('C', m.text())); await uncovered(page);
const inner = page.frameLocator('#frame').locator('#inner');
await until('masked', async () => /•/.test(await inner.evaluate(e => e.textContent)));
await inner.click(); console.log('clicked'); await page.waitForTimeout(300);
await openPrompt(page, undefined);
await desk.close(); process.exit(0);
