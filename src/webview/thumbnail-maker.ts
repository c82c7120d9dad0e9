import type { PanelMessage } from '../protocol/messages';
import { MAX_THUMBNAIL, THUMBNAIL_SIDE } from '../protocol/images';
import type { ImageRef } from '../protocol/run-view';
import { base64Of } from './base64';
import { resultKey } from './runs';

/** How many thumbnails are made at the same time. */
const AT_ONCE = 2;
/** Best first. The first quality that makes the file small enough is used. */
const QUALITIES = [0.82, 0.6, 0.35];
/** Thumbnails wait for an idle page so that scrolling stays smooth, but no longer than this; in milliseconds. */
const PATIENCE = 1000;

interface Job {
  readonly image: ImageRef;
  readonly picture: HTMLImageElement;
}

/** Makes missing thumbnails for the visible images, each once, and sends them to the host to store. */
export class ThumbnailMaker {
  private readonly known = new Set<string>();
  private readonly line: Job[] = [];
  private readonly post: (message: PanelMessage) => void;
  private atWork = 0;

  constructor(post: (message: PanelMessage) => void) {
    this.post = post;
  }

  /** `picture` must be loaded and show the image at its full size. */
  add(image: ImageRef, picture: HTMLImageElement): void {
    const key = resultKey(image.runId, image.index);
    if (this.known.has(key)) return;
    this.known.add(key);
    this.line.push({ image, picture });
    this.next();
  }

  private next(): void {
    while (this.atWork < AT_ONCE) {
      // The image that became visible last is the most likely to be visible still.
      const job = this.line.pop();
      if (!job) return;
      this.atWork++;
      requestIdleCallback(() => void this.work(job), { timeout: PATIENCE });
    }
  }

  private async work({ image, picture }: Job): Promise<void> {
    // No longer visible: its thumbnail is made when the image comes back.
    if (!picture.isConnected) this.known.delete(resultKey(image.runId, image.index));
    else {
      // There is no thumbnail for an image that is broken or that the page may not read.
      const data = await thumbnailOf(picture).catch(() => null);
      if (data !== null) this.post({ type: 'thumbnail', ...image, data });
    }
    this.atWork--;
    this.next();
  }
}

/** A thumbnail's file in base64; null if no quality makes it small enough. */
async function thumbnailOf(picture: HTMLImageElement): Promise<string | null> {
  const { naturalWidth, naturalHeight } = picture;
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(naturalWidth, naturalHeight));
  const width = Math.max(1, Math.round(naturalWidth * scale));
  const height = Math.max(1, Math.round(naturalHeight * scale));
  const bitmap = await createImageBitmap(picture, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  for (const quality of QUALITIES) {
    const file = await canvas.convertToBlob({ type: 'image/webp', quality });
    if (file.size <= MAX_THUMBNAIL) return base64Of(file);
  }
  return null;
}
