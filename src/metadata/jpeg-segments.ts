import { viewOf } from './bytes';

export const MARKER = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2 } as const;

/** A part of a JPEG file: from its marker to the next one. */
export interface Segment {
  readonly marker: number;
  /** What stands behind marker and length; for a scan that is its pixels, too. */
  readonly data: Uint8Array;
  readonly whole: Uint8Array;
}

export interface Segments {
  /** All segments from the first to the end mark, that included. */
  readonly segments: readonly Segment[];
  /** What stands behind the end mark; undefined where the file ends before that. */
  readonly rest: Uint8Array | undefined;
}

/** Within pixels, 0xFF is followed by 0, by a restart mark, or by a fill byte: by anything else at their end. */
function endOfPixels(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    const isRestart = next >= 0xd0 && next <= 0xd7;
    if (next >= 0xc0 && next !== 0xff && !isRestart) return at;
  }
  return undefined;
}

function segmentAt(bytes: Uint8Array, start: number): Segment | undefined {
  let at = start;
  if (bytes[at] !== 0xff) return undefined;
  // Any number of fill bytes may stand before a marker.
  while (bytes[at] === 0xff) at++;
  const marker = bytes[at];
  if (marker === undefined) return undefined;
  const from = at + 1;
  if (marker === MARKER.eoi) {
    return { marker, data: bytes.subarray(from, from), whole: bytes.subarray(start, from) };
  }
  if (from + 2 > bytes.length) return undefined;
  const length = viewOf(bytes).getUint16(from);
  const headerEnd = from + length;
  if (length < 2 || headerEnd > bytes.length) return undefined;
  const end = marker === MARKER.sos ? endOfPixels(bytes, headerEnd) : headerEnd;
  if (end === undefined) return undefined;
  return { marker, data: bytes.subarray(from + 2, end), whole: bytes.subarray(start, end) };
}

/** Takes a JPEG file apart, behind the two bytes that it begins with. */
export function readSegments(bytes: Uint8Array): Segments {
  const segments: Segment[] = [];
  for (let at = 2; ;) {
    const segment = segmentAt(bytes, at);
    if (!segment) return { segments, rest: undefined };
    segments.push(segment);
    at += segment.whole.length;
    if (segment.marker === MARKER.eoi) return { segments, rest: bytes.subarray(at) };
  }
}

/** Makes a segment of some data, which must be at most 65,533 bytes. */
export function makeSegment(marker: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(4 + length);
  viewOf(bytes).setUint16(0, 0xff00 | marker);
  viewOf(bytes).setUint16(2, length + 2);
  let at = 4;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
