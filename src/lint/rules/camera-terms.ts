import type { Rule } from '../rule';
import { descriptionsOf, reportWords } from '../wording/wording';

/** Only terms that always mean the camera: `angle`, `lens`, `camera` and `focus` may also be things in the image. */
const TERMS = [
  String.raw`bokeh|focal length|long exposure|shutter speed|motion blur|lens flares?|tilt-shift`,
  String.raw`(?:shallow |deep )?depth[ -]of[ -]field|(?:partially |slightly )?out of focus|(?:sharp|soft|shallow|selective) focus`,
  String.raw`(?:extreme |medium )?close-?ups?(?: shots?| views?)?`,
  String.raw`(?:wide[ -]angle|telephoto|fish-?eye|macro|prime|zoom|anamorphic|\d+ ?mm) lens(?: shots?)?`,
  String.raw`(?:camera|low|high|dutch|eye-level|overhead)[ -]angles?(?: shots?| views?)?`,
  String.raw`(?:wide|medium|long|full|full-body|aerial|overhead|establishing|tracking|macro|detail|tight|hero|product|wide-angle) shots?`,
  String.raw`shot (?:on|at|with|from)|(?:bird|worm)['’]?s[ -]eye view|f/\d+(?:\.\d+)?|iso ?\d{2,5}`,
].join('|');

const CAMERA_TERMS = new RegExp(String.raw`(?<![\w-])(?:${TERMS})(?![\w-])`, 'giu');

/** A camera in the image, unlike the one that takes it: its lens is part of it. */
const SEEN_CAMERA = /\b(?:an?|his|her|its|their|my|two) (?:[\w-]+ ){0,3}cameras?\b/iu;

/** Camera work in the description of an element. */
export const cameraTerms: Rule = {
  id: 'camera-terms',
  level: 'wording',
  severity: 'off',
  summary: 'A desc speaks of lenses, shots or angles, which belong to the style.',
  check(subject, report) {
    reportWords(subject, report, {
      prose: descriptionsOf,
      pattern: CAMERA_TERMS,
      isMeant: ({ text }, { words }) => !(/lens/iu.test(words) && SEEN_CAMERA.test(text)),
      message: (words) =>
        `"${words}" is about the camera. Move it to the style's "photo", or to its "aesthetics".`,
    });
  },
};
