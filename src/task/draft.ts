import type { JsonObject } from '../prompt/json';
import type { GenerationOptions, Speed } from './types';

/** How long a sentence may be, in code points (source: the service's API reference for `positivePrompt`). */
export const SENTENCE_LENGTH = { min: 2, max: 2048 } as const;

/** A draft is meant to be edited, not kept, so the cheapest speed will do. */
export const DRAFT_SPEED: Speed = 'TURBO';

/** A sentence as it is sent, and its length as the service counts it. */
export function measureSentence(typed: string): { readonly sentence: string; readonly length: number } {
  const sentence = typed.trim();
  return { sentence, length: Array.from(sentence).length };
}

/** The task document whose task turns a sentence into a structured prompt, and that prompt into one image. */
export function draftDocument(
  sentence: string,
  { width, height, format }: Pick<GenerationOptions, 'width' | 'height' | 'format'>,
): JsonObject {
  return {
    positivePrompt: sentence,
    width,
    height,
    outputFormat: format,
    numberResults: 1,
    settings: { renderingSpeed: DRAFT_SPEED },
  };
}

const MAX_WORDS = 5;
const MAX_NAME = 40;

/** A name for the document of a sentence: its first words, such as `a-red-fox-in-snow`. */
export function draftName(sentence: string): string {
  const words = sentence.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let name = '';
  for (const word of words.slice(0, MAX_WORDS)) {
    const longer = name === '' ? Array.from(word).slice(0, MAX_NAME).join('') : `${name}-${word}`;
    if (longer.length > MAX_NAME && name !== '') break;
    name = longer;
  }
  return name === '' ? 'draft' : name;
}
