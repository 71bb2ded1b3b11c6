// Enterprise policy files that install Tirai by force and set it up: for Chrome, Chromium, Edge and Firefox on Windows, macOS and Linux. One source, so that no
// system gets less than another.
//
//   node extension/rollout.mjs --settings FILE --chromium-update-url URL --firefox-url URL [--chromium-id ID] [--lock] [--out DIR]
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {kChromiumId, kGeckoId} from './manifest.mjs';

const usage = `usage: node extension/rollout.mjs --settings FILE --chromium-update-url URL --firefox-url URL [--chromium-id ID] [--lock] [--out DIR]

  --settings FILE             JSON of the keys of extension/schema.json: collector_url, policy_key, helpdesks, lang, and enrolment_token where one is per machine
  --chromium-update-url URL   of the update manifest that names the .crx; of the Chrome Web Store for a package published there
  --firefox-url URL           of the signed .xpi
  --chromium-id ID            of the signed package; default: that of the unpacked build
  --lock                      also: no developer tools, no private windows, no other unpacked extensions
  --out DIR                   where to; default build/dist/rollout`;

const hostsOf = ({helpdesks = []}) => [...new Set(helpdesks.map(({origin}) => `*://${new URL(origin).hostname}`))];

/** Chrome, Chromium and Edge read the same policies. Nobody can switch off, or remove, what is force-installed. */
export function chromiumPolicy({settings, id = kChromiumId, update_url, lock = false}) {
  const installed = {installation_mode: 'force_installed', update_url, override_update_url: true, runtime_allowed_hosts: hostsOf(settings)};
  const locks = {DeveloperToolsAvailability: 2, ExtensionDeveloperModeSettings: 1, IncognitoModeAvailability: 1};
  return {ExtensionSettings: {[id]: installed}, '3rdparty': {extensions: {[id]: settings}}, ...(lock ? locks : {})};
}

export function firefoxPolicy({settings, install_url, lock = false}) {
  const locks = {DisableDeveloperTools: true, DisablePrivateBrowsing: true, BlockAboutAddons: true, DisableSafeMode: true};
  return {policies: {
    ExtensionSettings: {[kGeckoId]: {installation_mode: 'force_installed', install_url, updates_disabled: false}},
    '3rdparty': {Extensions: {[kGeckoId]: settings}}, ...(lock ? locks : {}),
  }};
}

// --- Windows: the registry. Lists and objects are JSON in one string, but 3rdparty extension settings are keys ---------------------------------------------

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
const value = (of) => typeof of === 'number' || typeof of === 'boolean' ? `dword:${Number(of).toString(16).padStart(8, '0')}` : quoted(typeof of === 'string' ? of : JSON.stringify(of));
const section = (key, values) => `[HKEY_LOCAL_MACHINE\\${key}]\n${Object.entries(values).map(([name, of]) => `${quoted(name)}=${value(of)}\n`).join('')}`;
const reg = (...sections) => `Windows Registry Editor Version 5.00\n\n${sections.join('\n')}`.replaceAll('\n', '\r\n');

export function chromiumReg(root, policy) {
  const {ExtensionSettings, '3rdparty': third, ...rest} = policy;
  const [[id, settings]] = Object.entries(third.extensions);
  return reg(section(root, {ExtensionSettings, ...rest}), section(`${root}\\3rdparty\\extensions\\${id}\\policy`, settings));
}
// Firefox reads its policies from one multi-line value each, as JSON.
export const firefoxReg = ({policies}) => reg(section('SOFTWARE\\Policies\\Mozilla\\Firefox', policies));

// --- macOS: property lists, for a configuration profile or defaults ------------------------------------------------------------------------------------

const xml = (text) => text.replace(/[&<>]/g, (sign) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[sign]);
function plistValue(of, indent) {
  const deeper = `${indent}  `;
  if (typeof of === 'boolean') return `${indent}<${of}/>\n`;
  if (typeof of === 'number') return `${indent}<integer>${of}</integer>\n`;
  if (typeof of === 'string') return `${indent}<string>${xml(of)}</string>\n`;
  if (Array.isArray(of)) return `${indent}<array>\n${of.map((one) => plistValue(one, deeper)).join('')}${indent}</array>\n`;
  return `${indent}<dict>\n${Object.entries(of).map(([key, one]) => `${deeper}<key>${xml(key)}</key>\n${plistValue(one, deeper)}`).join('')}${indent}</dict>\n`;
}
export const plist = (of) => `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n${plistValue(of, '')}</plist>\n`;

/** Chrome and Edge on macOS read an extension's settings from a preference domain of its own. */
function macChromium(domain, policy) {
  const {'3rdparty': third, ...rest} = policy;
  const [[id, settings]] = Object.entries(third.extensions);
  return {[`${domain}.plist`]: plist(rest), [`${domain}.extensions.${id}.plist`]: plist(settings)};
}

/** path → text, for every browser and system. */
export function rolloutFiles({settings, chromium_id, chromium_update_url, firefox_url, lock = false}) {
  const json = (of) => `${JSON.stringify(of, null, 2)}\n`;
  const chromium = chromiumPolicy({settings, id: chromium_id, update_url: chromium_update_url, lock});
  const firefox = firefoxPolicy({settings, install_url: firefox_url, lock});
  const mac = {...macChromium('com.google.Chrome', chromium), ...macChromium('com.microsoft.Edge', chromium), 'org.mozilla.firefox.plist': plist({EnterprisePoliciesEnabled: true, ...firefox.policies})};
  return {
    'linux/etc/opt/chrome/policies/managed/tirai.json': json(chromium),
    'linux/etc/chromium/policies/managed/tirai.json': json(chromium),
    'linux/etc/opt/edge/policies/managed/tirai.json': json(chromium),
    'linux/etc/firefox/policies/policies.json': json(firefox),
    'windows/chrome.reg': chromiumReg('SOFTWARE\\Policies\\Google\\Chrome', chromium),
    'windows/edge.reg': chromiumReg('SOFTWARE\\Policies\\Microsoft\\Edge', chromium),
    'windows/firefox.reg': firefoxReg(firefox),
    ...Object.fromEntries(Object.entries(mac).map(([name, text]) => [`macos/${name}`, text])),
  };
}

if (process.argv[1] === import.meta.filename) {
  const {values} = parseArgs({options: {
    settings: {type: 'string'}, 'chromium-update-url': {type: 'string'}, 'firefox-url': {type: 'string'}, 'chromium-id': {type: 'string'}, lock: {type: 'boolean'}, out: {type: 'string'}, help: {type: 'boolean'},
  }});
  if (values.help || !values.settings || !values['chromium-update-url'] || !values['firefox-url']) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const out = resolve(values.out ?? 'build/dist/rollout');
    const files = rolloutFiles({
      settings: JSON.parse(readFileSync(values.settings, 'utf8')), chromium_id: values['chromium-id'], chromium_update_url: values['chromium-update-url'], firefox_url: values['firefox-url'], lock: values.lock ?? false,
    });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(out, path)), {recursive: true});
      writeFileSync(join(out, path), text);
    }
    console.log(`${Object.keys(files).length} files in ${out}`);
  }
}
