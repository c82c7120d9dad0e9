import { viewOf } from './bytes';

/** How far each step of a round turns, by the round and the step within four (RFC 1321). */
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

const SINES = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));

type State = readonly [number, number, number, number];

/** What a step mixes of the last three words, and the word of the block that it takes. */
function mixing(step: number, b: number, c: number, d: number): readonly [number, number] {
  switch (step >> 4) {
    case 0:
      return [(b & c) | (~b & d), step];
    case 1:
      return [(d & b) | (~d & c), (5 * step + 1) % 16];
    case 2:
      return [b ^ c ^ d, (3 * step + 5) % 16];
    default:
      return [c ^ (b | ~d), (7 * step) % 16];
  }
}

function digestBlock(block: DataView, offset: number, state: State): State {
  let [a, b, c, d] = state;
  for (let step = 0; step < 64; step++) {
    const [mixed, word] = mixing(step, b, c, d);
    const sum = (a + mixed + (SINES[step] ?? 0) + block.getUint32(offset + word * 4, true)) | 0;
    const turn = TURNS[step >> 4]?.[step % 4] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0];
}

/** The bytes, a one, zeros up to whole blocks of 64 bytes, and the length in bits. */
function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = viewOf(whole);
  view.setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}

/** The MD5 digest in capital hex digits: what names the extended XMP of a JPEG. It guards nothing. */
export function md5(bytes: Uint8Array): string {
  const message = padded(bytes);
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let offset = 0; offset < message.byteLength; offset += 64) {
    state = digestBlock(message, offset, state);
  }
  const digest = new Uint8Array(16);
  state.forEach((word, index) => viewOf(digest).setUint32(index * 4, word >>> 0, true));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
