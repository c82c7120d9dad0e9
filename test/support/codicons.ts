import { readFileSync } from 'node:fs';

const SHEET = new URL('../../node_modules/@vscode/codicons/dist/codicon.css', import.meta.url);

/** The names of all icons of the editor, without `codicon-`. */
export const CODICONS: ReadonlySet<string> = new Set(
  [...readFileSync(SHEET, 'utf8').matchAll(/\.codicon-([\w-]+):before/g)].map(([, name = '']) => name),
);
