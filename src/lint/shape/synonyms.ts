import { normalColor } from '../../prompt/color';
import { type Member, stringOf } from '../../prompt/nodes';
import { KEY } from '../../prompt/shape';
import { isTextElement, type Part, PART_KEYS, typeOfKey } from './parts';
import { KEYS_BY_SHAPE, recognize } from './recognize';

function of(key: string, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, key]));
}

/** Names that other tools and people give to known keys, in lower case and without punctuation. */
const SYNONYMS: Readonly<Record<Part, Readonly<Record<string, string>>>> = {
  prompt: {
    ...of(KEY.summary, 'highleveldesc', 'highlevel', 'description', 'desc', 'summary', 'caption'),
    ...of(KEY.style, 'style', 'styledesc', 'styles'),
    ...of(KEY.composition, 'composition', 'compositional', 'deconstruction'),
  },
  style: {
    ...of('aesthetics', 'mood', 'look'),
    ...of('lighting', 'light', 'lights'),
    ...of('photo', 'photography', 'photostyle', 'camera'),
    ...of(KEY.artStyle, 'style', 'artisticstyle', 'technique'),
    ...of(KEY.palette, 'colors', 'colours', 'palette', 'color', 'colour', 'colorpalettes', 'hexcolors'),
  },
  composition: {
    ...of('background', 'bg', 'backdrop', 'backgrounddescription', 'setting'),
    ...of('elements', 'objects', 'items', 'layers'),
  },
  element: {
    ...of('type', 'kind', 'elementtype'),
    ...of('bbox', 'box', 'boundingbox', 'bounds', 'boxes', 'bbox2d', 'box2d'),
    ...of('text', 'label', 'content', 'literaltext', 'string', 'textcontent', 'literal', 'words'),
    ...of('desc', 'description', 'details', 'caption', 'describe'),
    ...of(KEY.palette, 'colors', 'colours', 'palette', 'color', 'colour', 'colorpalettes', 'hexcolors'),
  },
};

/** How many letters are changed, omitted, added or swapped between two short words. */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (older[j - 2] ?? 0) + 1);
      row.push(least);
    }
    older = old;
    old = row;
  }
  return old[b.length] ?? 0;
}

/** A short word has many other words within two letters, so it may have only one wrong letter. */
function isTypo(name: string, key: string): boolean {
  const allowed = key.length > 5 ? 2 : 1;
  return Math.abs(name.length - key.length) <= allowed && distance(name, key) <= allowed;
}

/** The known key that a member's name means, whether or not that key also exists. */
export function meantKey(part: Part, name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const keys = PART_KEYS[part];
  const synonyms = SYNONYMS[part];
  return (
    keys.find((key) => key.replaceAll('_', '') === plain) ??
    (Object.hasOwn(synonyms, plain) ? synonyms[plain] : undefined) ??
    keys.find((key) => isTypo(name.toLowerCase(), key))
  );
}

/** A single color instead of a list of colors. */
export function isLoneColor(key: string, { value }: Member): boolean {
  return key === KEY.palette && normalColor(stringOf(value) ?? '') !== undefined;
}

/** What a member of a part is, judged by its value. */
interface Shaped {
  readonly key: string;
  readonly sure: boolean;
}

/** The key that a value should have, judged by its content, in any part. */
export function shapedKey({ value }: Member): Shaped | undefined {
  if (value.type !== 'object' && value.type !== 'array') return undefined;
  const recognized = recognize(value);
  const key = recognized && KEYS_BY_SHAPE[recognized.shape];
  return recognized && key !== undefined ? { key, sure: recognized.sure } : undefined;
}

/** The known key that an unknown member means, judged by its value or else by its name. */
function keyOf(part: Part, member: Member): Shaped | undefined {
  const found = shapedKey(member);
  const shaped = found && PART_KEYS[part].includes(found.key) ? found : undefined;
  if (shaped?.sure) return shaped;
  const meant = meantKey(part, member.name);
  return meant === undefined ? shaped : { key: meant, sure: false };
}

/** The key that an unknown member can be renamed to: its value fits, and the key does not exist yet. */
export function renamable(
  part: Part,
  member: Member,
  members: ReadonlyMap<string, Member>,
): string | undefined {
  const key = keyOf(part, member)?.key;
  if (key === undefined || members.has(key)) return undefined;
  if (part === 'element' && key === 'text' && !isTextElement(members)) return undefined;
  if ((key === KEY.photo && members.has(KEY.artStyle)) || (key === KEY.artStyle && members.has(KEY.photo))) {
    return undefined;
  }
  return member.value.type === typeOfKey(key) || isLoneColor(key, member) ? key : undefined;
}

/** Whether renaming to the key of its shape is the only possibility: no other member may be renamed to the same key. */
export function isSureOfRename(part: Part, member: Member, members: ReadonlyMap<string, Member>): boolean {
  if (keyOf(part, member)?.sure !== true) return false;
  const key = renamable(part, member, members);
  for (const other of members.values()) {
    if (other === member || PART_KEYS[part].includes(other.name)) continue;
    if (renamable(part, other, members) === key) return false;
  }
  return true;
}
