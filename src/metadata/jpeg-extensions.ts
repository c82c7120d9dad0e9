import { MARKER, nameOfMarker } from '../image/jpeg';
import type { Part } from '../image/part';
import { matchesAt, utf8, viewOf } from './bytes';
import { dataOf, type ImageFile } from './image-file';

/** The signatureature of an extension's parts. After it come its name, its total length, and the offset of the part. */
export const EXTENSION = utf8('http://ns.adobe.com/xmp/extension/\0');

/** More segments than any file has: each may hold 64 KB. */
const MAX_SEGMENTS = 5000;

/** The length of an extension's name: hexadecimal digits, mostly. */
export const NAME_LENGTH = 32;

/** A part of an extension, with the total length and the offset that it states. */
export interface ExtensionPart {
  readonly part: Part;
  readonly total: number;
  readonly offset: number;
  readonly content: Uint8Array;
}

/** The application segments that begin with a signatureature. */
export function segmentsWith(file: ImageFile, signature: Uint8Array): readonly Part[] {
  const app1 = nameOfMarker(MARKER.app1);
  const isWanted = (part: Part) => part.type === app1 && matchesAt(dataOf(file, part), 0, signature);
  return file.parts.filter(isWanted).slice(0, MAX_SEGMENTS);
}

function readPart(file: ImageFile, part: Part): (ExtensionPart & { readonly name: string }) | undefined {
  const data = dataOf(file, part).subarray(EXTENSION.length);
  if (data.length < NAME_LENGTH + 8) return undefined;
  const view = viewOf(data);
  const name = String.fromCharCode(...data.subarray(0, NAME_LENGTH));
  const [total, offset] = [view.getUint32(NAME_LENGTH), view.getUint32(NAME_LENGTH + 4)];
  return { name, part, total, offset, content: data.subarray(NAME_LENGTH + 8) };
}

/**
 * The parts that together make up the extension; others may be duplicates or damaged. Undefined when some are
 * missing.
 */
function completeSet(parts: readonly ExtensionPart[]): readonly ExtensionPart[] | undefined {
  const lengths = new Map<number, number>();
  const used: ExtensionPart[] = [];
  for (const part of [...parts].sort((a, b) => a.total - b.total || a.offset - b.offset)) {
    const length = lengths.get(part.total) ?? 0;
    if (part.offset !== length || part.content.length === 0) continue;
    lengths.set(part.total, length + part.content.length);
    used.push(part);
  }
  const total = [...lengths].find(([wanted, length]) => wanted === length)?.[0];
  return total === undefined ? undefined : used.filter((part) => part.total === total);
}

/** The extensions in a file. Each belongs to one packet. */
export class Extensions {
  private readonly parts: Map<string, readonly ExtensionPart[]>;

  constructor(file: ImageFile) {
    const byName = new Map<string, ExtensionPart[]>();
    for (const part of segmentsWith(file, EXTENSION)) {
      const read = readPart(file, part);
      if (!read) continue;
      const known = byName.get(read.name);
      if (known) known.push(read);
      else byName.set(read.name, [read]);
    }
    this.parts = byName;
  }

  get names(): readonly string[] {
    return [...this.parts.keys()];
  }

  /**
   * Removes and returns an extension's parts; undefined when there is none of that name, empty when some parts are
   * missing.
   */
  take(name: string): readonly ExtensionPart[] | undefined {
    const parts = this.parts.get(name);
    const used = parts && (completeSet(parts) ?? []);
    if (used && used.length > 0) {
      const taken = new Set(used);
      const rest = parts.filter((part) => !taken.has(part));
      if (rest.length > 0) this.parts.set(name, rest);
      else this.parts.delete(name);
    }
    return used;
  }
}
