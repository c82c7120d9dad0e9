import { isShort, quoteShort } from './short-json';
import { textDiff, type TextSegment } from './text-diff';
import type { ChangeTextKey } from './texts';
import type { ChangeView, Fact, StyleKey, Subject } from './view';

/** Looks a text up and fills in its placeholders. */
export type ChangeText = (key: ChangeTextKey, ...args: readonly (string | number)[]) => string;

const STYLE_KEYS: Readonly<Record<StyleKey, ChangeTextKey>> = {
  aesthetics: 'changeAesthetics',
  lighting: 'changeLighting',
  photo: 'changePhoto',
  medium: 'changeMedium',
  art_style: 'changeArtStyle',
};

/** The name of what changed: `1 White sailboat`, `2 "VISIT THE COAST"`, `Palette`. */
export function subjectLabel(subject: Subject, text: ChangeText): string {
  switch (subject.kind) {
    case 'prompt':
      return text('changePrompt');
    case 'summary':
      return text('changeSummary');
    case 'palette':
      return text('changePalette');
    case 'background':
      return text('changeBackground');
    case 'style':
      return text(STYLE_KEYS[subject.key]);
    case 'element': {
      const { number, elementKind, words } = subject;
      if (words === '') return text('changeElement', number);
      return text(elementKind === 'text' ? 'changeLettering' : 'changeObject', number, words);
    }
    case 'other':
      return subject.path;
  }
}

/** Joins parts into a list as people write it. */
function joined(parts: readonly string[], text: ChangeText): string {
  return parts.reduce((all, part) => text('changeAnd', all, part));
}

/** The old and the new value, as far as they exist. */
function replacement(from: string | undefined, to: string | undefined, text: ChangeText): string {
  if (from === undefined) return text('changePlus', to ?? '');
  return to === undefined ? text('changeMinus', from) : text('changeFromTo', from, to);
}

/** The most replacements in a long text that are listed. */
const MOST_REPLACEMENTS = 2;

/** The first replacements in a long text, and how many more there are. */
function namedReplacements(segments: readonly TextSegment[], text: ChangeText): string {
  const stretches: { removed?: string; added?: string }[] = [{}];
  for (const { kind, text: words } of segments) {
    const last = stretches.at(-1);
    if (kind === 'same' || !last) stretches.push({});
    else last[kind] = quoteShort(words.trim() || words);
  }
  const replacements = stretches.filter(({ removed, added }) => removed !== undefined || added !== undefined);
  const named = replacements
    .slice(0, MOST_REPLACEMENTS)
    .map(({ removed, added }) => replacement(removed, added, text));
  const more = replacements.length - named.length;
  return joined([...named, ...(more > 0 ? [text('changeMore', more)] : [])], text);
}

/** What was replaced in a text: all of it if it is short or was rewritten, else the words that differ. */
function replacedText(from: string, to: string, text: ChangeText): string {
  const whole = replacement(quoteShort(from), quoteShort(to), text);
  if (isShort(from) && isShort(to)) return whole;
  const segments = textDiff(from, to);
  const same = segments
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, segment) => sum + segment.text.length, 0);
  const isNew = 2 * same < Math.max(from.length, to.length) && quoteShort(from) !== quoteShort(to);
  return isNew ? whole : namedReplacements(segments, text);
}

/** Describes numbers, with one text for positive and one for negative ones; zeros are omitted. */
function directions(
  numbers: readonly (readonly [number: number, above: ChangeTextKey, below: ChangeTextKey])[],
  text: ChangeText,
): string {
  const parts = numbers.filter(([number]) => number !== 0);
  return joined(
    parts.map(([number, above, below]) => text(number > 0 ? above : below, Math.abs(number))),
    text,
  );
}

function quotedIfAny(words: string | undefined): string | undefined {
  return words === undefined ? undefined : quoteShort(words);
}

function textWords({ part, from, to }: Extract<Fact, { kind: 'text' }>, text: ChangeText): string {
  const isBoth = from !== undefined && to !== undefined;
  const words = isBoth ? replacedText(from, to, text) : replacement(quotedIfAny(from), quotedIfAny(to), text);
  switch (part) {
    case 'whole':
      return words;
    case 'text':
      return text('changeText', words);
    case 'desc':
      return text('changeDesc', words);
    case 'type':
      return text('changeType', words);
  }
}

/** A fact as a text: `moved 40 right, 20 down`, `+#E43F5A`. */
export function factText(fact: Fact, text: ChangeText): string {
  switch (fact.kind) {
    case 'added':
      return text('changeAdded');
    case 'removed':
      return text('changeRemoved');
    case 'placed':
      return text('changePlaced');
    case 'unplaced':
      return text('changeUnplaced');
    case 'moved': {
      const right = [fact.right, 'changeRight', 'changeLeft'] as const;
      return text('changeMoved', directions([right, [fact.down, 'changeDown', 'changeUp']], text));
    }
    case 'resized':
      return directions([[fact.percent, 'changeLarger', 'changeSmaller']], text);
    case 'reshaped': {
      const width = [fact.width, 'changeWider', 'changeNarrower'] as const;
      return directions([width, [fact.height, 'changeTaller', 'changeShorter']], text);
    }
    case 'text':
      return textWords(fact, text);
    case 'color':
      return text(fact.change === 'added' ? 'changePlus' : 'changeMinus', fact.color);
    case 'colorOrder':
      return text('changeColorOrder');
    case 'order':
      return text('changeOrder', fact.from, fact.to);
    case 'keys':
      return text('changeKeys', joined(fact.keys, text));
    case 'value': {
      const words = replacement(fact.from, fact.to, text);
      return fact.path === '' ? words : text('changePart', fact.path, words);
    }
  }
}

/** A line of the list as a sentence: `1 White sailboat: moved 40 right, 20 down, 12 % larger`. */
export function changeSentence({ subject, facts }: ChangeView, text: ChangeText): string {
  const words = facts.map((fact) => factText(fact, text));
  return text('changeLine', subjectLabel(subject, text), joined(words, text));
}
