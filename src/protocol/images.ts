/** Images that the page sends as base64: how large they may be, and their guards. */

/** The longest side of a thumbnail, in pixels of the file. */
export const THUMBNAIL_SIDE = 256;

/** The most bytes that a thumbnail's file may have. */
export const MAX_THUMBNAIL = 96 * 1024;

/** The most bytes that an image dropped on the panel may have. */
export const MAX_DROPPED = 64 * 2 ** 20;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function isBase64(value: unknown, maxBytes: number): value is string {
  if (typeof value !== 'string' || value.length % 4 !== 0) return false;
  return value.length <= Math.ceil(maxBytes / 3) * 4 && BASE64.test(value);
}

/** Whether a file, of which these are the first bytes, says that it is a WEBP or JPEG image. */
function beginsAsSmallImage(head: string): boolean {
  return (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) || head.startsWith('\xff\xd8\xff');
}

/** A small file that says that it is a WEBP or JPEG image. How many pixels it has is looked at where it is kept. */
export function isThumbnail(value: unknown): value is string {
  return isBase64(value, MAX_THUMBNAIL) && beginsAsSmallImage(atob(value.slice(0, 16)));
}

/** A file of a bearable size. What it is, a person is told where it is opened. */
export function isDroppedImage(value: unknown): value is string {
  return isBase64(value, MAX_DROPPED);
}
