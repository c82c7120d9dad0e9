import { commaBefore, type Cursor } from '../prompt/cursor';
import { memberOf, membersOf, stringOf } from '../prompt/nodes';
import type { ParsedDocument, TextSpan } from '../prompt/parse';
import { phraseAt } from '../prompt/phrase';
import { KEY } from '../prompt/shape';
import { phrasesFor } from './vocabulary';

/** Phrases to suggest in a free text. */
export interface PhraseCompletion {
  /** The text that is replaced. */
  readonly span: TextSpan;
  readonly phrases: readonly string[];
  /** Turns a phrase into the text to insert. */
  readonly write: (phrase: string) => string;
}

function vocabularyAt({ path, holder }: Cursor): readonly string[] {
  const [part, key] = [path.at(-2), path.at(-1)];
  if (typeof key !== 'string') return [];
  if (part === KEY.style && key !== 'desc') return phrasesFor(key);
  const isElement = typeof part === 'number' && path.at(-3) === 'elements';
  if (!isElement || key !== 'desc') return [];
  return stringOf(memberOf(membersOf(holder), 'type')?.value) === 'text' ? phrasesFor(key) : [];
}

/** The phrases that fit at a position: in a list of phrases each only once; complete strings if there is no string yet. */
export function completePhrase(
  { text }: ParsedDocument,
  cursor: Cursor,
  offset: number,
): PhraseCompletion | undefined {
  const phrases = cursor.atKey ? [] : vocabularyAt(cursor);
  if (phrases.length === 0) return undefined;
  const { token } = cursor;
  if (text[token.offset] !== '"') {
    const comma = commaBefore(text, token.offset + token.length);
    return { span: token, phrases, write: (phrase) => JSON.stringify(phrase) + comma };
  }
  const phrase = phraseAt(text, token, offset);
  if (!phrase) return undefined;
  const used = new Set(phrase.others.map((other) => other.toLowerCase()));
  return {
    span: phrase,
    phrases: phrases.filter((candidate) => !used.has(candidate.toLowerCase())),
    write: (candidate) => phrase.space + JSON.stringify(candidate).slice(1, -1),
  };
}
