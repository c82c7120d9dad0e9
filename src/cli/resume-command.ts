import path from 'node:path';
import { RUNS_FOLDER } from '../run/record/folder';

/** A word as a shell reads it. */
function quoted(word: string): string {
  return /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The command that takes up what is unfinished in some folders (absolute) of the service at an endpoint. */
export function resumeCommand(folders: readonly string[], endpoint: string | undefined): string {
  const places = [...new Set(folders)].map((folder) => path.relative('', folder) || '.');
  const [only, second] = places;
  const isDefault = only === RUNS_FOLDER && second === undefined;
  const where = [...(isDefault ? [] : places), ...(endpoint === undefined ? [] : ['--endpoint', endpoint])];
  return ['structured-prompt resume', ...where.map(quoted)].join(' ');
}
