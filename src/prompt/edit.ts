/** Replaces `length` UTF-16 units at `offset` of a text. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Compares by position in the text; insertions at the same offset come first, in the order they were given. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = edits.toSorted((a, b) => a.offset - b.offset || Math.sign(a.length) - Math.sign(b.length));
  let end = 0;
  for (const { offset, length } of sorted) {
    if (offset < end) throw new RangeError('The edits overlap.');
    end = offset + length;
  }
  return sorted;
}

/** Applies edits, in any order, whose offsets all refer to the original text. Throws if two of them overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(done, edit.offset) + edit.text;
    done = edit.offset + edit.length;
  }
  return result + text.slice(done);
}

/** The text between two offsets with its edits applied. The edits must be in text order. */
export function sliceWith(text: string, edits: readonly TextEdit[], from: number, to: number): string {
  let low = 0;
  for (let high = edits.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.offset ?? from) < from) low = middle + 1;
    else high = middle;
  }
  let result = '';
  let done = from;
  for (let edit = edits[low]; edit && edit.offset + edit.length <= to; low += 1, edit = edits[low]) {
    result += text.slice(done, edit.offset) + edit.text;
    done = edit.offset + edit.length;
  }
  return result + text.slice(done, to);
}

/** One edit with the effect of several, from where the first begins to where the last ends; undefined if there are none. */
export function joinEdits(text: string, edits: readonly TextEdit[]): TextEdit | undefined {
  const sorted = inOrder(edits);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return undefined;
  const end = last.offset + last.length;
  const joined = sliceWith(text, sorted, first.offset, end);
  return { offset: first.offset, length: end - first.offset, text: joined };
}

/** Combines the edits of a text with edits of the result, from the beginning of the text to its end. */
class Composition {
  readonly edits: TextEdit[] = [];
  readonly #first: readonly TextEdit[];
  #index = 0;
  /** The rest of the text that the edit before `#index` inserts. */
  #rest = '';
  #offset = 0;
  #length = 0;
  #text = '';

  constructor(first: readonly TextEdit[]) {
    this.#first = first;
  }

  /** Advances over a range of the result, which is kept or removed. */
  advance(length: number, stays: boolean): void {
    let left = length;
    while (left > 0) {
      const next = this.#first[this.#index];
      if (this.#rest !== '') {
        const taken = this.#rest.slice(0, left);
        if (stays) this.#text += taken;
        this.#rest = this.#rest.slice(taken.length);
        left -= taken.length;
      } else if (next?.offset === this.#offset + this.#length) this.#enter(next);
      else {
        const kept = Math.min(left, (next?.offset ?? Infinity) - this.#offset - this.#length);
        this.#keep(kept, stays);
        left -= kept;
      }
    }
  }

  insert(text: string): void {
    this.#text += text;
  }

  finish(): TextEdit[] {
    this.advance(this.#rest.length, true);
    for (let next = this.#first[this.#index]; next; next = this.#first[this.#index]) {
      this.advance(next.offset - this.#offset - this.#length, true);
      this.#enter(next);
      this.advance(this.#rest.length, true);
    }
    this.#flush();
    return this.edits;
  }

  #enter({ length, text }: TextEdit): void {
    this.#length += length;
    this.#rest = text;
    this.#index += 1;
  }

  #keep(length: number, stays: boolean): void {
    if (stays) {
      this.#flush();
      this.#offset += length;
    } else this.#length += length;
  }

  #flush(): void {
    if (this.#length > 0 || this.#text !== '') {
      this.edits.push({ offset: this.#offset, length: this.#length, text: this.#text });
    }
    this.#offset += this.#length;
    this.#length = 0;
    this.#text = '';
  }
}

/** The edits of a text that do the same as `first` followed by `second`, whose offsets refer to the result of `first`. */
export function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  const composition = new Composition(inOrder(first));
  let done = 0;
  for (const { offset, length, text } of inOrder(second)) {
    composition.advance(offset - done, true);
    composition.insert(text);
    composition.advance(length, false);
    done = offset + length;
  }
  return composition.finish();
}

/** Whether an offset is within a surrogate pair or a CRLF, where editors have no position. */
function isWithinCharacter(text: string, offset: number): boolean {
  return /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

function smallest(text: string, edit: TextEdit): TextEdit {
  const old = text.slice(edit.offset, edit.offset + edit.length);
  const most = Math.min(old.length, edit.text.length);
  let start = 0;
  while (start < most && old[start] === edit.text[start]) start += 1;
  while (start > 0 && (isWithinCharacter(old, start) || isWithinCharacter(edit.text, start))) start -= 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === edit.text.at(-1 - end)) end += 1;
  const splits = (): boolean =>
    isWithinCharacter(old, old.length - end) || isWithinCharacter(edit.text, edit.text.length - end);
  while (end > 0 && splits()) end -= 1;
  return {
    offset: edit.offset + start,
    length: old.length - start - end,
    text: edit.text.slice(start, edit.text.length - end),
  };
}

/** The same edits, each trimmed to what it changes, and without those that change nothing. */
export function smallestEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  return inOrder(edits)
    .map((edit) => smallest(text, edit))
    .filter((edit) => edit.length > 0 || edit.text !== '');
}
