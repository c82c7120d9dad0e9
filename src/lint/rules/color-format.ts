import { replaceValue } from '../../prompt/members';
import { type Node, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { type ReadColor, readColor } from '../shape/color-words';
import { palettePath, palettesOf } from '../shape/palettes';
import type { Fix, Report, Rule } from '../rule';
import { shortened } from '../shortened';

const CANONICAL = /^#[0-9A-F]{6}$/;

function messageOf(node: Node, read: ReadColor | undefined): string {
  const written = stringOf(node);
  if (written === undefined) return 'A color is a string such as "#1B3A57". Write the color as one.';
  const form = `${JSON.stringify(shortened(written))} is not a color of the form #RRGGBB in uppercase.`;
  return read ? `${form} Write ${read.hex}.` : `${form} Write one such as #1B3A57.`;
}

function fixesOf(node: Node, read: ReadColor): Fix[] {
  const edits = [replaceValue(node, JSON.stringify(read.hex))];
  return [{ title: `Write the color as ${read.hex}`, edits, certain: read.certain }];
}

function isCanonical({ type, value }: Node): boolean {
  return type === 'string' && CANONICAL.test(value as string);
}

function reportColor(node: Node, path: JsonPath, report: Report): void {
  const written = stringOf(node);
  const read = written === undefined ? undefined : readColor(written);
  const { offset, length } = node;
  const fixes = () => (read ? fixesOf(node, read) : []);
  report({ offset, length, message: messageOf(node, read), path, fixes });
}

/** A palette color that is not written as uppercase `#RRGGBB`. */
export const colorFormat: Rule = {
  id: 'color-format',
  level: 'shape',
  severity: 'warning',
  summary: 'A color of a palette is not an uppercase #RRGGBB string.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      for (const palette of palettesOf(prompt)) {
        for (const [index, node] of palette.colors.entries()) {
          if (!isCanonical(node)) reportColor(node, [...palettePath(palette), index], report);
        }
      }
    }
  },
};
