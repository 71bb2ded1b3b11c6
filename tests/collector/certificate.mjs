// A certificate that signs itself, for two days: of this machine's loopback address and of localhost.
import {execFileSync} from 'node:child_process';
import {chmodSync} from 'node:fs';
import {join} from 'node:path';

/** {cert, key}: two files in `dir`. */
export function certificate(dir, name = 'cert') {
  const [cert, key] = [join(dir, `${name}.pem`), join(dir, `${name}.key`)];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost', '-keyout', key, '-out', cert], {stdio: ['ignore', 'ignore', 'pipe']});
  chmodSync(key, 0o600);
  return {cert, key};
}
