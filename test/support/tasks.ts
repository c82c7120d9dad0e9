import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../src/task/types';

/** A prompt that the service accepts. */
export const PROMPT: JsonObject = {
  high_level_description: 'A poster with a red square',
  compositional_deconstruction: {
    background: 'Plain white',
    elements: [{ type: 'obj', bbox: [200, 200, 800, 800], desc: 'Red square', color_palette: ['#FF0000'] }],
  },
};

/** A valid task; a member given as undefined is left out. */
export function imageTask(members: JsonObject = {}): JsonObject {
  return {
    taskType: 'imageInference',
    taskUUID: randomUUID(),
    model: 'ideogram:4@0',
    settings: { structuredPrompt: PROMPT },
    ...members,
  };
}
