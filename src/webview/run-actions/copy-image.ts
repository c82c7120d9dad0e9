/** Puts an image itself on the clipboard. */

/** The image as a PNG file, the only image format that every clipboard accepts. */
async function pngOf(uri: string): Promise<Blob> {
  const picture = new Image();
  // Without this the page may draw the image but not read it.
  picture.crossOrigin = 'anonymous';
  picture.src = uri;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Copies an image at full size. Fails if the page may not read the image or write to the clipboard. */
export function copyImage(uri: string): Promise<void> {
  return navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(uri) })]);
}
