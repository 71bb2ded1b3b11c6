// Opens what agents wrote for the officer alone. A script of its own, with the compiled ledger: loaded when the first text is to be opened.
import createLedger from 'tirai:ledger';

export interface Unsealed {reason?: string; subject?: string; ticket_url?: string}

let module: ReturnType<typeof createLedger> | undefined;
async function ledger(): ReturnType<typeof createLedger> {
  const reply = await fetch('tirai-ledger.wasm', {credentials: 'omit'});
  if (!reply.ok) throw new Error(`${reply.status}`);
  return createLedger({wasmBinary: await reply.arrayBuffer(), print: () => undefined, printErr: () => undefined});
}

/** Undefined: sealed to another key, for another event, or changed since. Throws where the module cannot be had. */
export async function unseal(sealed: string, key: string, belongsTo: string): Promise<Unsealed | undefined> {
  module ??= ledger();
  try {
    const answer = JSON.parse((await module).openSealed(sealed, key, belongsTo)) as {ok: true; value: string} | {ok: false};
    return answer.ok ? JSON.parse(answer.value) as Unsealed : undefined;
  } catch (error) {
    module = undefined;
    throw error;
  }
}
