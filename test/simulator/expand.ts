import type { JsonObject } from '../../src/task/types';
import { hash } from './random';

const SCENES = [
  {
    background: 'A misty mountain valley at dawn, pine forest below and a pale sky above',
    lighting: 'soft diffused morning light',
    palette: ['#DCE6F0', '#7A93AC', '#2F4858', '#F2C894'],
  },
  {
    background: 'A plain studio wall in warm beige meeting a smooth pale floor',
    lighting: 'large softbox from the left, gentle falloff',
    palette: ['#F3E9DC', '#C08552', '#5E3023', '#895737'],
  },
  {
    background: 'A rainy city street at night, wet asphalt and glowing shop windows',
    lighting: 'neon glow with deep contrast',
    palette: ['#0B132B', '#1C2541', '#5BC0BE', '#F72585'],
  },
] as const;

/** The words in quotation marks: the lettering that the sentence asks for. */
function lettering(sentence: string): string[] {
  return Array.from(sentence.matchAll(/["“]([^"“”]{1,80})["”]/gu), (match) => match[1] ?? '').slice(0, 3);
}

function textElement(text: string, index: number): JsonObject {
  const top = 80 + index * 130;
  return {
    type: 'text',
    bbox: [top, 150, top + 100, 850],
    text,
    desc: 'Bold geometric sans-serif, centered, in a light color',
  };
}

/**
 * Expands a sentence to a structured prompt ("Magic Prompt"), in the trained shape and key order. The same sentence
 * gives the same prompt.
 */
export function expandPrompt(sentence: string): JsonObject {
  const number = hash(sentence);
  const scene = SCENES[number % SCENES.length] ?? SCENES[0];
  const left = 150 + (number % 200);
  return {
    high_level_description: sentence,
    style_description: {
      aesthetics: 'clean, balanced composition with a clear focal point',
      lighting: scene.lighting,
      photo: 'eye level, 50mm lens, shallow depth of field',
      medium: 'photograph',
      color_palette: [...scene.palette],
    },
    compositional_deconstruction: {
      background: scene.background,
      elements: [
        {
          type: 'obj',
          bbox: [420, left, 940, left + 480],
          desc: sentence,
          color_palette: [scene.palette[3]],
        },
        ...lettering(sentence).map(textElement),
      ],
    },
  };
}
