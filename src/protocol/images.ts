/** Guards and size limits for the images that the page sends as base64. */

/** The longest side of a thumbnail, in pixels of its file. */
export const THUMBNAIL_SIDE = 256;

/** The largest size of a thumbnail's file, in bytes. */
export const MAX_THUMBNAIL = 96 * 1024;

/** The largest size of an image that is dropped on the panel, in bytes. */
export const MAX_DROPPED = 64 * 2 ** 20;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function isBase64(value: unknown, maxBytes: number): value is string {
  if (typeof value !== 'string' || value.length % 4 !== 0) return false;
  return value.length <= Math.ceil(maxBytes / 3) * 4 && BASE64.test(value);
}

/** Whether these first bytes of a file are those of a WEBP or JPEG image. */
function beginsAsSmallImage(head: string): boolean {
  return (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) || head.startsWith('\xff\xd8\xff');
}

/** Accepts a small file with the signature of WEBP or JPEG. The code that stores it checks its size in pixels. */
export function isThumbnail(value: unknown): value is string {
  return isBase64(value, MAX_THUMBNAIL) && beginsAsSmallImage(atob(value.slice(0, 16)));
}

/** Accepts any file within the size limit. If it is not an image, the code that opens it reports that. */
export function isDroppedImage(value: unknown): value is string {
  return isBase64(value, MAX_DROPPED);
}
