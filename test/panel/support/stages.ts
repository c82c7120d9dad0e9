/** Layouts on the stage as the host sends them. */
import { readPrompt } from '../../../src/prompt/model';
import type { StageSnapshot } from '../../../src/protocol/stage';
import { studio } from './states';

const POSTER = {
  high_level_description: 'A travel poster.',
  style_description: { color_palette: ['#F7B267', '#F4845F', '#27456B', '#FDF6E9'] },
  compositional_deconstruction: {
    background: 'A warm evening sky over a calm sea.',
    elements: [
      { type: 'obj', bbox: [470, 190, 760, 520], desc: 'White sailboat with a red hull, sails full' },
      {
        type: 'text',
        bbox: [50, 100, 280, 900],
        text: 'VISIT THE\nCOAST',
        desc: 'Condensed bold sans-serif capitals',
        color_palette: ['#FDF6E9', '#F4845F'],
      },
      { type: 'obj', bbox: [770, 640, 1000, 1000], desc: 'Stone pier with nets', color_palette: ['#8D6B52'] },
      { type: 'text', bbox: [905, 180, 965, 820], text: 'SUMMER SAILINGS 1962', desc: 'Spaced sans-serif' },
      { type: 'obj', bbox: [355, 540, 520, 790], desc: 'Pale sun' },
      { type: 'obj', desc: 'Three gulls, far away' },
      { type: 'text', text: 'est. 1911', desc: 'Small script' },
    ],
  },
};

/** The stage of the document of `studio()`. */
export function stage(changed: Partial<StageSnapshot> = {}): StageSnapshot {
  return {
    serial: 1,
    uri: studio().document?.uri ?? '',
    version: 1,
    answered: 0,
    editable: true,
    stale: false,
    tasks: 1,
    task: 0,
    model: readPrompt(POSTER),
    ...changed,
  };
}

/** The same stage after elements were changed: `boxes` by their places. */
export function withBoxes(
  before: StageSnapshot,
  boxes: Readonly<Record<number, readonly [number, number, number, number]>>,
): StageSnapshot {
  const elements = before.model.elements.map((element) => {
    const bbox = boxes[element.index];
    return bbox ? { ...element, bbox } : element;
  });
  return { ...before, version: before.version + 1, model: { ...before.model, elements } };
}
