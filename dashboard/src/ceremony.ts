// One WebAuthn ceremony in this browser. What crosses to the collector is the standard's own JSON (WebAuthn Level 3, §5.1.8-10): both ends are libraries.
export type Ceremony = {for: 'key'; agent: string; options: PublicKeyCredentialCreationOptionsJSON} | {for: 'step_up'; agent: string; options: PublicKeyCredentialRequestOptionsJSON};
export type Shown = {ok: true; value: unknown} | {ok: false; known: boolean};

export const canAskKeys = (): boolean => typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** Asks the person for their key. Not ok: they did not show it, or (`known`) it is registered already. */
export async function askKey(ceremony: Pick<Ceremony, 'for' | 'options'>): Promise<Shown> {
  try {
    const credential = ceremony.for === 'key'
      ? await navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(ceremony.options as PublicKeyCredentialCreationOptionsJSON)})
      : await navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(ceremony.options as PublicKeyCredentialRequestOptionsJSON)});
    return credential instanceof PublicKeyCredential ? {ok: true, value: credential.toJSON()} : {ok: false, known: false};
  } catch (error) {
    return {ok: false, known: error instanceof DOMException && error.name === 'InvalidStateError'};
  }
}
