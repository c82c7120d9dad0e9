import type { PanelMessage } from '../protocol/messages';
import { MAX_THUMBNAIL, THUMBNAIL_SIDE } from '../protocol/images';
import type { ImageRef } from '../protocol/run-view';
import { base64Of } from './base64';
import { resultKey } from './runs';

/** How many are made at the same time. */
const AT_ONCE = 2;
/** The best first. The first one that makes a file small enough is used. */
const QUALITIES = [0.82, 0.6, 0.35];
/** Scrolling goes first, but a page that is never idle gets its thumbnails, too; in milliseconds. */
const PATIENCE = 1000;

interface Job {
  readonly image: ImageRef;
  readonly picture: HTMLImageElement;
}

/** Makes thumbnails of the images in sight that have none, each once, and sends them to the host to keep. */
export class ThumbnailMaker {
  private readonly known = new Set<string>();
  private readonly line: Job[] = [];
  private readonly post: (message: PanelMessage) => void;
  private atWork = 0;

  constructor(post: (message: PanelMessage) => void) {
    this.post = post;
  }

  /** `picture` has loaded, and is the image at its full size. */
  add(image: ImageRef, picture: HTMLImageElement): void {
    const key = resultKey(image.runId, image.index);
    if (this.known.has(key)) return;
    this.known.add(key);
    this.line.push({ image, picture });
    this.next();
  }

  private next(): void {
    while (this.atWork < AT_ONCE) {
      // The last one that came into sight is the most likely to still be there.
      const job = this.line.pop();
      if (!job) return;
      this.atWork++;
      requestIdleCallback(() => void this.work(job), { timeout: PATIENCE });
    }
  }

  private async work({ image, picture }: Job): Promise<void> {
    // It is out of sight again: it is made when it comes back.
    if (!picture.isConnected) this.known.delete(resultKey(image.runId, image.index));
    else {
      // An image that the page may not read, or that is broken, gets none.
      const data = await thumbnailOf(picture).catch(() => null);
      if (data !== null) this.post({ type: 'thumbnail', ...image, data });
    }
    this.atWork--;
    this.next();
  }
}

/** The file of a thumbnail in base64; null if none is small enough. */
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
