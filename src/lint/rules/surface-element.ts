import type { LocatedElement } from '../../prompt/located-document';
import { removeItem } from '../../prompt/members';
import { memberOf, type Node } from '../../prompt/nodes';
import { GRID } from '../../prompt/shape';
import type { Fix, Rule } from '../rule';
import type { PromptSubject } from '../subject';
import { descriptionsOf, reportSpan } from '../wording/wording';

/** What follows a thing's name and describes it. */
const MORE =
  /[.,;:!?()—–]|\s(?:that|which|with|in|on|at|along|behind|below|beneath|under|above|across|against|over|through|near|around|to|from|is|are|has|have)\s|(?<!^(?:an?|the))\s\p{L}+ing\b/iu;
/** A second thing within the name. */
const SECOND = /\s(?:an?|the|his|her|its|their|this)\s/iu;
const LONGEST_NAME = 80;

/** The last word in the name of a surface, the sky or the weather. */
const SURFACES =
  /(?:^|\s)(?:ground|floor|flooring|sky|walls?|ceiling|table ?top|table surface|countertop|pavement|backdrop|background|horizon|haze|fog|mist|rain|rainfall|snowfall|drizzle)$/iu;

/** Walls that are objects in their own right. */
const THINGS =
  /\b(?:low|half-height|garden|dry-stone|climbing|city|castle|sea|video|media|led|fire|ruined|broken|crumbling|freestanding)\s(?:.*\s)?walls?$/iu;

/** The name of the thing described: the words before the first that say more about it. */
function nameOf(desc: string): string {
  const start = desc.slice(0, LONGEST_NAME);
  return start.slice(0, MORE.exec(start)?.index).trimEnd();
}

/** How much of the frame's height or width a surface spans at least. */
const WIDE = 0.6 * GRID;

/** A small box is an object, whatever it is called: for example, a piece of wall that someone carries away. */
function isWide({ box }: LocatedElement): boolean {
  return !box || Math.abs(box[2] - box[0]) >= WIDE || Math.abs(box[3] - box[1]) >= WIDE;
}

/** The characters of a string as written, without the quotes. */
function written(text: string, { offset, length }: Node): string {
  return text.slice(offset + 1, offset + length - 1);
}

function fixesOf(text: string, { composition }: PromptSubject, element: LocatedElement, desc: Node): Fix[] {
  const background = composition && memberOf(composition.members, 'background')?.value;
  if (background?.type !== 'string') return [];
  const before = written(text, background).trimEnd();
  const joint = before === '' ? '' : /[.!?。]$/u.test(before) ? ' ' : '. ';
  const insertion = {
    offset: background.offset + 1 + before.length,
    length: 0,
    text: joint + written(text, desc),
  };
  const edits = [insertion, removeItem(text, element.node)];
  return [{ title: 'Move it to the background', edits, certain: false }];
}

/** Reports a surface, the sky or the weather as an element. */
export const surfaceElement: Rule = {
  id: 'surface-element',
  level: 'wording',
  severity: 'off',
  summary: 'An element is the ground, a wall, the sky or weather, which belong to the background.',
  check(subject, report) {
    for (const prompt of subject.prompts) {
      for (const prose of descriptionsOf(prompt)) {
        const { element, text, node } = prose;
        if (element?.kind !== 'obj' || !isWide(element)) continue;
        const name = nameOf(text);
        if (!SURFACES.test(name) || SECOND.test(name) || THINGS.test(name)) continue;
        const message = `"${name}" belongs to the background. Describe it there instead.`;
        reportSpan(subject, report, prose, [0, name.length], message, () =>
          fixesOf(subject.text, prompt, element, node),
        );
      }
    }
  },
};
