import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as TextMate from 'vscode-textmate';
import { prepareDesktop } from '../../../scripts/host/desktop';
import { canRunServerHost, installHost } from '../../../scripts/host/install';
import { inRoot } from '../../../scripts/lib/root';

// The packages are UMD modules, whose names an `import` does not see.
const require = createRequire(import.meta.url);
const { createOnigScanner, createOnigString, loadWASM } = require('vscode-oniguruma') as typeof Oniguruma;
const { INITIAL, parseRawGrammar, Registry } = require('vscode-textmate') as typeof TextMate;

export const INJECTION = 'structured-prompt.injection';

/** A stretch of text with its scopes, the innermost last. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Reads a text as the editor does. */
export type Tokenizer = (text: string) => Token[];

/** The folder of the extensions that VS Code has of its own. */
async function builtinExtensions(): Promise<string> {
  if (canRunServerHost()) return path.join((await installHost('current')).code, 'extensions');
  const program = await prepareDesktop('current');
  if (program === undefined) {
    throw new Error('The tests of the grammar need a VS Code, for its grammar of JSON.');
  }
  const beside = process.platform === 'darwin' ? '../Resources/app' : 'resources/app';
  return path.join(path.dirname(program), beside, 'extensions');
}

async function registryWith(injections: readonly string[]): Promise<TextMate.Registry> {
  const syntaxes = path.join(await builtinExtensions(), 'json', 'syntaxes');
  const files: Readonly<Record<string, string>> = {
    'source.json': path.join(syntaxes, 'JSON.tmLanguage.json'),
    'source.json.comments': path.join(syntaxes, 'JSONC.tmLanguage.json'),
    [INJECTION]: inRoot('syntaxes', `${INJECTION}.json`),
  };
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    getInjections: () => [...injections],
    loadGrammar: async (scope) => {
      const file = files[scope];
      return file === undefined ? null : parseRawGrammar(await readFile(file, 'utf8'), file);
    },
  });
}

function tokenize(grammar: TextMate.IGrammar, text: string): Token[] {
  const tokens: Token[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const read = grammar.tokenizeLine(line, state);
    state = read.ruleStack;
    for (const { startIndex, endIndex, scopes } of read.tokens) {
      tokens.push({ text: line.slice(startIndex, endIndex), scopes });
    }
  }
  return tokens;
}

let engine: Promise<void> | undefined;

async function loadEngine(): Promise<void> {
  const wasm = path.join(path.dirname(require.resolve('vscode-oniguruma')), 'onig.wasm');
  const { buffer, byteOffset, byteLength } = await readFile(wasm);
  await loadWASM(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** VS Code's own grammar of JSON, with or without the project's injected into it. */
export async function tokenizer(
  scope: 'source.json' | 'source.json.comments',
  ...injections: string[]
): Promise<Tokenizer> {
  engine ??= loadEngine();
  await engine;
  const grammar = await (await registryWith(injections)).loadGrammar(scope);
  if (!grammar) throw new Error(`There is no grammar for ${scope}.`);
  return (text) => tokenize(grammar, text);
}
