// The licenses of what is bundled.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/** Licenses that ask for no more than their text. */
const KNOWN = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC-BY-4.0', 'ISC', 'MIT'];

/**
 * The folders of the packages of which some code is in what was built.
 *
 * @returns such as `node_modules/undici`
 */
export function bundledPackages(metafiles: readonly Metafile[]): readonly string[] {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs: used }) => Object.entries(used))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(inputs)].sort();
}

/**
 * What has to be told of the packages: the name, version and license of each, with the license's text.
 *
 * @throws {Error} where a license is not known or has no text
 */
export async function noticesOf(folders: readonly string[]): Promise<string> {
  const notices = await Promise.all(folders.map(noticeOf));
  return `Structured Prompt Studio contains parts of these packages.\n\n${notices.sort().join('\n\n')}`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

async function noticeOf(folder: string): Promise<string> {
  const manifest = await readFile(path.join(folder, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(manifest) as Manifest;
  if (!KNOWN.includes(license)) {
    throw new Error(`${name} has a license that nobody has looked at: ${license}.`);
  }
  const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} comes without the text of its license.`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const line = '-'.repeat(80);
  return [
    line,
    `${name} ${version} (${license})`,
    line,
    ...texts.map((text) => text.replace(/^\uFEFF/, '')),
  ].join('\n');
}
