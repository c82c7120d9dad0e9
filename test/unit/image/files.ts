import { crc32 } from 'node:zlib';

/** A JPEG segment; `marker` is its second byte. */
export function segment(marker: number, data: Uint8Array | string = ''): Buffer {
  const bytes = Buffer.from(data as string, 'latin1');
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

/** A PNG chunk with its checksum. */
export function pngChunk(type: string, data: Uint8Array | string = ''): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data as string, 'latin1')]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}

/** A chunk of a WEBP with its padding. */
export function riffChunk(type: string, data: Uint8Array | string = ''): Buffer {
  const bytes = Buffer.from(data as string, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), length, bytes, Buffer.alloc(bytes.length % 2)]);
}

/** Creates a WEBP file of chunks; `length` replaces the correct one in its header. */
export function riff(chunks: readonly Uint8Array[], length?: number): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(length ?? body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

/** Inserts bytes at a position. */
export function withInserted(bytes: Uint8Array, at: number, ...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), ...parts, bytes.subarray(at)]);
}
