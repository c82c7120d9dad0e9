/** Puts an image itself on the clipboard. */

/** The image as a PNG file: no clipboard takes another format. */
async function pngOf(uri: string): Promise<Blob> {
  const picture = new Image();
  // Without it the page may draw the image, and not read it.
  picture.crossOrigin = 'anonymous';
  picture.src = uri;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Copies an image at its full size; fails where the page may not read it, or not write to the clipboard. */
export function copyImage(uri: string): Promise<void> {
  return navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(uri) })]);
}
