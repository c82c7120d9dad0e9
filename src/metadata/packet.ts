import { affords, type Budget } from './budget';
import { lenientText } from './bytes';
import type { Carrier } from './format';
import { originWithin } from './origin-xmp';
import { readPacket } from './xmp';

/** What a packet says, whose bytes are given; undefined where there are none. */
export async function readCarrier(
  bytes: Uint8Array | undefined,
  budget: Budget,
): Promise<Omit<Carrier, 'parts'>> {
  if (!bytes || !affords(budget, bytes)) return { descriptions: [], text: undefined, isReadable: false };
  const text = lenientText(bytes);
  const packet = await readPacket(text, budget);
  return { ...packet, text: packet.isReadable ? undefined : originWithin(text) };
}
