/** The filmstrip and a bare page with the same thumbnails: loaded, and scrolled through. */
import type { Browser } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { SHORT } from '../../scripts/lib/short';
import { onClock, type OpenPage, openWindow, REST, visit } from '../lib/window';
import type { BareFilm, BareThumbnail } from './browser/control';
import type { ScrollFrame } from './browser/probe';
import type { Pages } from './server';

/** Steps of a scroll, and the pixels of each. */
export const STEPS = SHORT ? 10 : 60;
const STEP = 40;

/** A wheel that turns up and down, and two fingers that move sideways. */
const DEVICES = { wheel: { deltaX: 0, deltaY: STEP }, fingers: { deltaX: STEP, deltaY: 0 } } as const;
export type Device = keyof typeof DEVICES;

/** The frames of one scroll by each device. */
export type Scrolls = Readonly<Record<Device, readonly ScrollFrame[]>>;

/** What one page is measured by. */
export interface FilmTimes {
  /** Each until all thumbnails in sight are painted, in milliseconds. */
  readonly loads: number[];
  readonly scrolls: Scrolls[];
}

/** The bare pages, by the names that they are served under. */
export const BARE = { sight: 'sight', stretch: 'stretch' } as const;

/** Opens a page as often as wanted. */
export async function openSide(browser: Browser, pages: Pages): Promise<OpenPage> {
  return openWindow(browser, [pages.probe, pages.host]);
}

/** Where the film of the page is, how long it is, and the thumbnails in it that are in the page now, by their places in it. */
function filmNow({ page }: OpenPage): Promise<BareFilm> {
  return page.evaluate(() => {
    const film = document.querySelector<HTMLElement>('[data-testid="film"]');
    if (!film) throw new Error('The page shows no film.');
    const { left, top, width, height } = film.getBoundingClientRect();
    return {
      place: { left, top, width, height },
      width: film.scrollWidth,
      thumbnails: [...film.querySelectorAll('img')].map((image): BareThumbnail => {
        const place = image.getBoundingClientRect();
        return {
          src: image.src,
          left: place.left - left + film.scrollLeft,
          top: place.top - top,
          width: place.width,
          height: place.height,
        };
      }),
    };
  });
}

/** Walks through the film as far as it is going to be scrolled, and notes what is there. */
export async function surveyFilm(open: OpenPage, url: string): Promise<BareFilm> {
  await visit(open, url);
  await open.page.waitForSelector('[data-testid="film"] img');
  const found = new Map<number, BareThumbnail>();
  const end = STEPS * STEP * Object.keys(DEVICES).length;
  let film = await filmNow(open);
  for (let left = 0; left <= end; left += film.place.width / 2) {
    await open.page.evaluate(async (to) => {
      document.querySelector('[data-testid="film"]')?.scrollTo(to, 0);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, left);
    film = await filmNow(open);
    for (const thumbnail of film.thumbnails) found.set(thumbnail.left, thumbnail);
  }
  return { ...film, thumbnails: [...found.values()].sort((a, b) => a.left - b.left) };
}

/** Only what is in sight before anything is scrolled. */
export function inSight(film: BareFilm): BareFilm {
  return { ...film, thumbnails: film.thumbnails.filter(({ left }) => left < film.place.width) };
}

/** Loads a page; milliseconds until so many thumbnails are in sight and painted. */
export async function loadFilm(open: OpenPage, url: string, count: number): Promise<number> {
  await visit(open, url);
  return open.page.evaluate((wanted) => globalThis.probe.film(wanted), count);
}

async function scroll({ page, cdp }: OpenPage, { place }: BareFilm, device: Device) {
  const at = { x: place.left + place.width / 2, y: place.top + place.height / 2 };
  await sleep(REST);
  await page.evaluate(() => globalThis.probe.watch());
  await onClock(STEPS, () =>
    cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, ...DEVICES[device] }),
  );
  return page.evaluate(() => globalThis.probe.watched());
}

/** Scrolls what was loaded, by each device further on. */
export async function scrollFilm(open: OpenPage, film: BareFilm): Promise<Scrolls> {
  await sleep(2 * REST);
  const wheel = await scroll(open, film, 'wheel');
  const fingers = await scroll(open, film, 'fingers');
  return { wheel, fingers };
}
