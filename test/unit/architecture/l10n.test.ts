import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { CHANGE_TEXTS } from '../../../src/diff/describe/texts';

const HOST = path.resolve(import.meta.dirname, '../../../src/vscode');

/** The first argument of each call of `l10n.t` in a source text. */
function translated(text: string): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const isCall = ts.isCallExpression(node) && node.expression.getText() === 'l10n.t';
    if (isCall && node.arguments[0]) found.push(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('texts that the host translates', () => {
  it('are literal, so that tools can extract them', () => {
    const files = readdirSync(HOST, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const texts = files.flatMap((name) =>
      translated(readFileSync(path.join(HOST, name), 'utf8')).map((argument) => ({ name, argument })),
    );
    assert.ok(texts.length > 100, 'the texts were found');
    const computed = texts.filter(({ argument }) => !ts.isStringLiteralLike(argument));
    assert.deepEqual(
      computed.map(({ name, argument }) => `${name}: ${argument.getText()}`),
      [],
    );
  });

  it('would catch a text from a table', () => {
    const [argument] = translated('l10n.t(TEXTS[key], 1)');
    assert.ok(argument && !ts.isStringLiteralLike(argument));
  });

  it('say of changes what the command line says', () => {
    const source = readFileSync(path.join(HOST, 'run-actions/change-texts.ts'), 'utf8');
    const texts = translated(source).map((argument) => {
      assert.ok(ts.isStringLiteralLike(argument) && ts.isPropertyAssignment(argument.parent.parent));
      return [argument.parent.parent.name.getText(), argument.text] as const;
    });
    assert.deepEqual(Object.fromEntries(texts), CHANGE_TEXTS);
  });
});
