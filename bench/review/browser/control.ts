/** The bare page: thumbnails where they are told to be, and the least that scrolls them by a wheel. */

/** In CSS pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A thumbnail in the film, by its place in it. */
export interface BareThumbnail extends Place {
  readonly src: string;
}

export interface BareFilm {
  /** In the window. */
  readonly place: Place;
  /** Of all that can be scrolled to. */
  readonly width: number;
  readonly thumbnails: readonly BareThumbnail[];
}

function put(element: HTMLElement, { left, top, width, height }: Place): void {
  element.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
}

const data = document.getElementById('data')?.textContent;
const film = document.getElementById('film');
if (!film || data === undefined) throw new Error('The page has no film or no data');
const { place, width, thumbnails } = JSON.parse(data) as BareFilm;
put(film, place);
const track = document.createElement('div');
put(track, { left: 0, top: 0, width, height: 1 });
track.append(
  ...thumbnails.map((thumbnail) => {
    const image = new Image();
    put(image, thumbnail);
    image.src = thumbnail.src;
    return image;
  }),
);
film.append(track);
film.addEventListener(
  'wheel',
  (event) => {
    if (event.deltaX !== 0) return;
    event.preventDefault();
    film.scrollLeft += event.deltaY;
  },
  { passive: false },
);
