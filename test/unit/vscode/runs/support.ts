import type { RunRecord, RunResult } from '../../../../src/run/record/record';
import type { Run } from '../../../../src/run/record/store';
import type { ErrorClass, TaskError } from '../../../../src/task/errors';

export function images(saved: number, cost: number | null = 0.06): readonly RunResult[] {
  return Array.from({ length: saved }, (_, index) => ({
    imageUUID: `image-${index}`,
    state: 'saved',
    file: `image-${index + 1}.png`,
    width: 2048,
    height: 2048,
    seed: index,
    cost,
    flagged: false,
  }));
}

export function failure(errorClass: ErrorClass, code: string = errorClass): TaskError {
  return { code, class: errorClass, message: `It is ${code}.`, parameters: [] };
}

/** A run of three images in some state, by the name of its folder. */
export function run(name: string, change: Partial<RunRecord> = {}): Run {
  const record: RunRecord = {
    version: 1,
    taskUUID: name,
    backend: 'runware',
    state: 'waiting',
    accepted: true,
    promptFile: 'prompt.structured-prompt.json',
    request: { taskType: 'imageInference', taskUUID: name, model: 'ideogram:4@0' } as RunRecord['request'],
    response: [],
    expected: 3,
    results: [],
    errors: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...change,
  };
  return { directory: `/runs/${name}`, record };
}
