import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { localError, ServiceError } from '../../task/errors';

/** The extension's folder beside a person's files. No link in it may lead out of the folder that contains it. */
export const DATA_FOLDER = '.structured-prompt';

/** The folder that contains the `.structured-prompt` folder of a path; undefined for any other path. */
export function ownerOf(location: string): string | undefined {
  const parts = path.resolve(location).split(path.sep);
  const index = parts.lastIndexOf(DATA_FOLDER);
  return index < 0 ? undefined : parts.slice(0, index).join(path.sep) || path.sep;
}

function contains(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/**
 * Whether a link leads out of a folder (given by its real path), or to nothing: what is created behind it would be
 * outside, too.
 */
async function escapes(link: string, folder: string): Promise<boolean> {
  return realpath(link).then(
    (target) => !contains(folder, target),
    () => true,
  );
}

/**
 * Finds the link on the way to a location in or below `.structured-prompt` that leads out of the folder around it;
 * undefined when there is none. A foreign folder may hold links to anywhere: nothing is read, written or shown
 * through them.
 */
export async function escapingLink(location: string): Promise<string | undefined> {
  const owner = ownerOf(location);
  if (owner === undefined) return undefined;
  const home = await realpath(owner).catch(() => undefined);
  if (home === undefined) return undefined;
  let link = owner;
  for (const name of path.relative(owner, path.resolve(location)).split(path.sep)) {
    link = path.join(link, name);
    const there = await lstat(link).catch(() => undefined);
    if (!there) return undefined;
    if (there.isSymbolicLink() && (await escapes(link, home))) return link;
  }
  return undefined;
}

/** The message about such a link. */
export function escapingLinkMessage(link: string): string {
  return `${link} is a link that leads out of the folder it is in: runs behind it are neither read nor kept there.`;
}

/** Rejects with a `ServiceError` of class `disk` when a location for runs is behind a link that leads out. */
export async function requireContained(location: string): Promise<void> {
  const link = await escapingLink(location);
  if (link !== undefined) {
    throw new ServiceError([localError('disk', 'outsideLink', escapingLinkMessage(link))]);
  }
}
