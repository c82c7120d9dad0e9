import { createHash } from 'node:crypto';
import type { Job } from '../../src/run/drive/queue';
import { buildTasks } from '../../src/task/build';
import { DEFAULT_OPTIONS, type GenerationOptions } from '../../src/task/types';
import { fraction } from '../simulator/random';
import type { Range } from './order';

type Pixels = Pick<GenerationOptions, 'width' | 'height'>;

const SIZES: readonly [Pixels, ...Pixels[]] = [
  { width: 1440, height: 2560 },
  { width: 3072, height: 1280 },
];
const FORMATS = ['JPG', 'PNG', 'WEBP'] as const;
const SPEEDS = ['TURBO', 'DEFAULT', 'QUALITY'] as const;

/** The UUID of a task, derived from the seed and its index. */
export function taskUUIDOf(seed: number, index: number): string {
  const hex = createHash('sha256').update(`task ${seed} ${index}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function promptSaying(words: string): object {
  return {
    high_level_description: `A poster with a red square ${words}`,
    compositional_deconstruction: {
      background: 'Plain white',
      elements: [{ type: 'obj', bbox: [200, 200, 800, 800], desc: 'Red square' }],
    },
  };
}

/** A job with random options: one to three images, all formats and speeds, some inline, some that partly fail. */
function jobOf(folder: string, seed: number, index: number): Job {
  const draw = (about: string) => fraction(`${about} ${seed} ${index}`);
  const oneOf = <T>(about: string, items: readonly [T, ...T[]]): T =>
    items[Math.floor(draw(about) * items.length)] ?? items[0];
  const taskUUID = taskUUIDOf(seed, index);
  const count = oneOf('count', [1, 1, 1, 2, 3]);
  const options = {
    ...DEFAULT_OPTIONS,
    ...oneOf('size', SIZES),
    count,
    format: oneOf('format', FORMATS),
    speed: oneOf('speed', SPEEDS),
  };
  const prompt = promptSaying(draw('failing') < 0.05 ? 'partial-trigger' : '');
  const [task] = buildTasks('prompt', prompt, options, () => taskUUID);
  if (!task) throw new Error('No task was built.');
  const outputType = draw('output') < 0.2 ? 'base64Data' : 'URL';
  const init = {
    backend: 'runware',
    task: { ...task, outputType },
    expected: count,
    kind: 'prompt',
  } as const;
  return { folder, init: { ...init, documentText: JSON.stringify(prompt) } };
}

/** The jobs of a range of tasks, always the same. */
export function jobsOf(folder: string, { seed, from, count }: Range): Job[] {
  return Array.from({ length: count }, (_, index) => jobOf(folder, seed, from + index));
}
