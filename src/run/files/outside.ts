import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { localError, ServiceError } from '../../task/errors';

/** The folder of ours beside a person's files: what it is in is the last folder that anything in it may lead to. */
export const OURS = '.structured-prompt';

/** The folder that a path below `.structured-prompt` belongs to; undefined for any other path. */
export function ownerOf(place: string): string | undefined {
  const parts = path.resolve(place).split(path.sep);
  const at = parts.lastIndexOf(OURS);
  return at < 0 ? undefined : parts.slice(0, at).join(path.sep) || path.sep;
}

function contains(folder: string, place: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** Whether a link leads out of a folder (its real path), or nowhere: what is made there would be outside, too. */
async function leadsOut(link: string, folder: string): Promise<boolean> {
  return realpath(link).then(
    (target) => !contains(folder, target),
    () => true,
  );
}

/**
 * The link on the way to a place in or below `.structured-prompt` that leads out of the folder around it; undefined where
 * there is none. A folder that somebody has made may hold links to anywhere: nothing is read, written or shown through them.
 */
export async function outsideLink(place: string): Promise<string | undefined> {
  const owner = ownerOf(place);
  if (owner === undefined) return undefined;
  const home = await realpath(owner).catch(() => undefined);
  if (home === undefined) return undefined;
  let link = owner;
  for (const name of path.relative(owner, path.resolve(place)).split(path.sep)) {
    link = path.join(link, name);
    const there = await lstat(link).catch(() => undefined);
    if (!there) return undefined;
    if (there.isSymbolicLink() && (await leadsOut(link, home))) return link;
  }
  return undefined;
}

/** What a person is told of such a link. */
export function outsideWords(link: string): string {
  return `${link} is a link that leads out of the folder it is in: runs behind it are neither read nor kept there.`;
}

/** Rejects with a `ServiceError` of class `disk` where a place for runs is behind a link that leads out. */
export async function requireInside(place: string): Promise<void> {
  const link = await outsideLink(place);
  if (link !== undefined) throw new ServiceError([localError('disk', 'outsideLink', outsideWords(link))]);
}
