import { drawProof } from '../../proof/draw';
import { toSvg } from '../../proof/svg';
import { readPrompt } from '../../prompt/model';
import { summarize } from '../../task/build';
import { localError, ServiceError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import type { Backend, TaskSnapshot } from '../port';

function draw(task: ImageTask): TaskSnapshot {
  const svg = toSvg(drawProof(readPrompt(task.settings?.structuredPrompt), summarize(task).size));
  return {
    pending: 0,
    results: [
      {
        imageUUID: task.taskUUID,
        content: { kind: 'bytes', bytes: new TextEncoder().encode(svg) },
        position: 0,
        seed: null,
        cost: null,
        flagged: false,
      },
    ],
    errors: [],
    items: [],
  };
}

function requireLayout(task: ImageTask): void {
  if (task.settings?.structuredPrompt) return;
  throw new ServiceError([
    localError(
      'validation',
      'noLayout',
      'A positivePrompt has no layout to draw: only a structured prompt can be proofed.',
    ),
  ]);
}

/** The built-in backend: draws the layout proof as SVG, offline, immediately and always the same. */
export const proofBackend: Backend = {
  id: 'proof',
  address: undefined,
  submit: (task) => Promise.resolve(task).then(requireLayout),
  poll: (task) => Promise.resolve(task).then(draw),
  recall: (task) => Promise.resolve(task).then(draw),
  download: (url) =>
    Promise.reject(new ServiceError([localError('unknown', 'noDownload', `A proof has no URL: ${url}`)])),
};
