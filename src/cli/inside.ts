import { escapingLink, escapingLinkMessage } from '../run/files/containment';
import { UsageError } from './usage';

/** Rejects with a `UsageError` where a place for runs is behind a link that leads out of the folder around it. */
export async function requireInside(place: string): Promise<void> {
  const link = await escapingLink(place);
  if (link !== undefined) throw new UsageError(escapingLinkMessage(link));
}
