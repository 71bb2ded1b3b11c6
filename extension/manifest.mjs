// Both manifests, from one source. The general package may run nowhere until a person, or an administrator, grants a helpdesk's host;
// a tenant build names its hosts, so that a force-installed roll-out needs no click.

import {createHash} from 'node:crypto';

// The id of an unpacked Chromium build follows from this public key (its private half was never kept: the stores sign with their own).
const kChromiumKey = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxHbrB9aC8Ll/057iOqri+llX5G+NjH3A1hbTJrv7GPLf8libu8OmlIqJ0s/DTZJa7Ies0Y1f/KmSc3IslUIhqlY79RT/mwHCNPSdh7JzEouULuXQkfE0T8peenO0j5hJrjD3ACrvrrX7KH0/L237OiL5QSIONVRNN82ieShBZ0uFuK4v5fypUmXVzWddPP7quV50CvOcCN4do+yGI+lssMq0aoZst3U1NRmnLBGF8ZK5NNAJKgGG5TuZsPZgR270MTz72jjML5RRKlpiWPh/zOxmB0lhFwR9n6JmwJG6381Hfqkln8G2IZjJ13GfX32KkmP4fkb5hfRcivKJPvPPoQIDAQAB';
/** What Chromium makes of it: half of its SHA-256, in letters a to p. */
export const kChromiumId = [...createHash('sha256').update(Buffer.from(kChromiumKey, 'base64')).digest('hex').slice(0, 32)].map((digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join('');
export const kGeckoId = 'tirai@tirai.invalid';

// A tenant build knows its helpdesks, so the browser itself runs the scripts there: no page is older than their registration.
const curtain = (origins, content, pattern) => {
  if (origins.length === 0) return {};
  const everywhere = {matches: [...new Set(origins.map(pattern))].sort(), run_at: 'document_start', all_frames: true, match_origin_as_fallback: true};
  return {content_scripts: [{js: ['hook.js'], world: 'MAIN', ...everywhere}, {css: ['cover.css'], js: content, ...everywhere}]};
};
const withPort = (origin) => `${origin}/*`;
const withoutPort = (origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`;  // Firefox patterns have no port

const shared = ({version, hosts}) => ({
  manifest_version: 3,
  name: 'Tirai',
  version,
  default_locale: 'en',
  description: '__MSG_description__',
  icons: {16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png'},
  action: {default_popup: 'popup.html', default_icon: {16: 'icons/16.png', 32: 'icons/32.png'}},
  options_ui: {page: 'options.html', open_in_tab: true},
  // storage: settings, policy · scripting: covers configured helpdesks · alarms: delivers what waits
  // unlimitedStorage: events not yet delivered must not be evicted when the disk runs low (IndexedDB is best-effort without it)
  // idle: revealed values are covered when the screen is locked or nobody is there
  permissions: ['storage', 'scripting', 'alarms', 'unlimitedStorage', 'idle'],
  optional_host_permissions: ['https://*/*', 'http://*/*'],
  ...(hosts.length > 0 ? {host_permissions: hosts} : {}),
  storage: {managed_schema: 'schema.json'},
  content_security_policy: {extension_pages: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; connect-src 'self' https: http:"},
});

const promptPage = (hosts) => ({resources: ['prompt.html'], matches: hosts.length > 0 ? hosts : ['https://*/*', 'http://*/*']});

const browsers = {
  chrome: ({hosts}) => ({
    key: kChromiumKey,
    minimum_chrome_version: '137',  // Ed25519 in WebCrypto
    background: {service_worker: 'background.js'},
    web_accessible_resources: [{...promptPage(hosts), use_dynamic_url: true}],
  }),
  firefox: ({hosts}) => ({
    background: {scripts: ['background.js']},
    browser_specific_settings: {
      gecko: {id: kGeckoId, strict_min_version: '140.0', data_collection_permissions: {required: ['none']}},
      gecko_android: {strict_min_version: '142.0'},
    },
    web_accessible_resources: [promptPage(hosts)],
  }),
};

/**
 * `hosts`: patterns the package may run on without being asked; `helpdesks`: origins it is for from the start, each within `hosts`.
 * @param {{browser: 'chrome' | 'firefox', version: string, content: string[], hosts: string[], helpdesks: string[]}} wanted
 */
export function manifestOf({browser, version, content, hosts, helpdesks}) {
  const scripts = curtain(hosts.length > 0 ? helpdesks : [], content, browser === 'chrome' ? withPort : withoutPort);
  const manifest = {...shared({version, hosts}), ...browsers[browser]({hosts}), ...scripts};
  if (browser === 'firefox') delete manifest.storage;  // Firefox has no managed schema; the background checks what it reads
  return manifest;
}
