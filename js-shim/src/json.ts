// Reading JSON from outside: every key is asked for by name, a key nobody asked for is an error, and an error says where
// (RFC 6901 pointer), what, and what would be right. Values of the file are quoted only where they are names of the format.

export class Wrong extends Error {
  constructor(readonly code: 'bad_syntax' | 'unknown_key' | 'bad_value' | 'missing_key', readonly pointer: string, message: string) { super(message); }
}

/** One JSON value and its place in the file. */
export class Json {
  private constructor(private readonly value: unknown, readonly pointer: string) {}

  static parse(text: string): Json {
    try {
      return new Json(JSON.parse(text) as unknown, '');
    } catch {
      throw new Wrong('bad_syntax', '', 'not JSON');
    }
  }

  fail(message: string): never { throw new Wrong('bad_value', this.pointer, message); }

  /** The members of an object; any other key is an error, and so is a required one that is absent. */
  object<K extends string>(required: readonly K[], optional: readonly K[]): Map<K, Json> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) this.fail('expected an object');
    const known = [...required, ...optional];
    const members = new Map<K, Json>();
    for (const [key, value] of Object.entries(this.value)) {
      const name = known.find(k => k === key);
      if (name === undefined) throw new Wrong('unknown_key', this.child(key), `unknown key; expected ${list(known)}`);
      members.set(name, new Json(value, this.child(key)));
    }
    for (const key of required) {
      if (!members.has(key)) throw new Wrong('missing_key', this.pointer, `key "${key}" is missing`);
    }
    return members;
  }

  array(least: number, most: number): Json[] {
    if (!Array.isArray(this.value) || this.value.length < least || this.value.length > most) this.fail(`expected an array of ${least} to ${most}`);
    return (this.value as unknown[]).map((value, index) => new Json(value, `${this.pointer}/${index}`));
  }

  string(pattern: RegExp, expected: string): string {
    if (typeof this.value !== 'string' || !pattern.test(this.value)) this.fail(`expected ${expected}`);
    return this.value as string;
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') this.fail('expected true or false');
    return this.value as boolean;
  }

  oneOf<T extends string>(names: readonly T[]): T {
    const found = names.find(name => name === this.value);
    return found ?? this.fail(`expected ${list(names)}`);
  }

  isString(): boolean { return typeof this.value === 'string'; }
  has(key: string): boolean { return typeof this.value === 'object' && this.value !== null && Object.hasOwn(this.value, key); }

  private child(key: string): string { return `${this.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`; }
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
