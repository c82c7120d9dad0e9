import { isJsonObject, type JsonObject } from '../../src/task/types';
import {
  boolean,
  checkMembers,
  integer,
  loopbackUrl,
  object,
  oneOf,
  text,
  uuid,
  type Check,
  type Problem,
} from './checks';
import type { ErrorItem } from './errors';

// Written by hand from the service's reference, deliberately without the project's own schemas, sizes and types: the
// project is tested against this, not against itself.

/** The 21 accepted frames, `width`x`height`. */
const SIZES: ReadonlySet<string> = new Set([
  '2048x2048',
  ...['1440x2880', '1664x2496', '1792x2240', '1440x2560', '1600x2560', '1728x2304', '1296x3168'],
  ...['2880x1440', '2496x1664', '2240x1792', '2560x1440', '2560x1600', '2304x1728', '3168x1296'],
  ...['1152x2944', '1248x3328', '1280x3072', '2944x1152', '3328x1248', '3072x1280'],
]);

const DOCUMENTATION = 'https://runware.ai/docs/platform/errors';

const SETTINGS: Readonly<Record<string, Check>> = {
  structuredPrompt: (value) =>
    isJsonObject(value) && isJsonObject(value['compositional_deconstruction'])
      ? undefined
      : "an object that holds an object 'compositional_deconstruction'",
  renderingSpeed: oneOf('TURBO', 'DEFAULT', 'QUALITY'),
  copyrightDetection: boolean,
};

const SAFETY: Readonly<Record<string, Check>> = {
  checkContent: boolean,
  mode: oneOf('none', 'fast'),
};

const INFERENCE: Readonly<Record<string, Check>> = {
  taskType: oneOf('imageInference'),
  taskUUID: uuid,
  model: oneOf('ideogram:4@0'),
  positivePrompt: text(2, 2048),
  settings: object,
  width: integer(1),
  height: integer(1),
  outputType: oneOf('URL', 'base64Data', 'dataURI'),
  outputFormat: oneOf('JPG', 'PNG', 'WEBP'),
  outputQuality: integer(20, 99),
  webhookURL: loopbackUrl,
  uploadEndpoint: loopbackUrl,
  deliveryMethod: oneOf('sync', 'async'),
  safety: object,
  ttl: integer(60),
  includeCost: boolean,
  numberResults: integer(1, 20),
};

function has(value: unknown, name: string): boolean {
  return isJsonObject(value) && Object.hasOwn(value, name);
}

function checkPrompt(task: JsonObject): Problem[] {
  const sentence = has(task, 'positivePrompt');
  if (sentence !== has(task['settings'], 'structuredPrompt')) return [];
  const parameter = ['positivePrompt', 'settings.structuredPrompt'];
  return sentence
    ? [
        {
          code: 'conflictPositivePrompt',
          message: `Only one of ${parameter.join(' and ')} may be given.`,
          parameter,
        },
      ]
    : [
        {
          code: 'missingPositivePrompt',
          message: `One of ${parameter.join(' and ')} is required.`,
          parameter,
        },
      ];
}

function checkSize(task: JsonObject): Problem[] {
  const parameter = ['width', 'height'];
  if (has(task, 'width') !== has(task, 'height')) {
    return [{ code: 'missingDimension', message: "'width' and 'height' must be given together.", parameter }];
  }
  const { width, height } = task;
  if (typeof width !== 'number' || typeof height !== 'number' || SIZES.has(`${width}x${height}`)) return [];
  const message = `Unsupported dimensions ${width}x${height} for this model.`;
  return [{ code: 'unsupportedDimensions', message, parameter }];
}

function checkTtl(task: JsonObject): Problem[] {
  if (!has(task, 'ttl') || (task['outputType'] ?? 'URL') === 'URL') return [];
  const message = "'ttl' is only supported with outputType 'URL'.";
  return [{ code: 'conflictTtl', message, parameter: ['ttl', 'outputType'] }];
}

function checkInference(task: JsonObject): Problem[] {
  const { settings, safety } = task;
  return [
    ...checkMembers(task, INFERENCE, ['taskUUID', 'model']),
    ...(isJsonObject(settings) ? checkMembers(settings, SETTINGS, [], 'settings.') : []),
    ...(isJsonObject(safety) ? checkMembers(safety, SAFETY, [], 'safety.') : []),
    ...checkPrompt(task),
    ...checkSize(task),
    ...checkTtl(task),
  ];
}

function checkLookup(task: JsonObject): Problem[] {
  return checkMembers(task, { taskType: () => undefined, taskUUID: uuid }, ['taskUUID']);
}

function checkAccount(task: JsonObject): Problem[] {
  const fields = { taskType: () => undefined, taskUUID: uuid, operation: oneOf('getDetails') };
  return checkMembers(task, fields, ['taskUUID', 'operation']);
}

const TASKS: Readonly<Record<string, (task: JsonObject) => Problem[]>> = {
  imageInference: checkInference,
  getResponse: checkLookup,
  getTaskDetails: checkLookup,
  accountManagement: checkAccount,
};

function problemsOf(task: JsonObject): Problem[] {
  const { taskType } = task;
  const check = typeof taskType === 'string' && Object.hasOwn(TASKS, taskType) ? TASKS[taskType] : undefined;
  if (check) return check(task);
  const names = Object.keys(TASKS).join(', ');
  return has(task, 'taskType')
    ? [{ code: 'invalidTaskType', message: `'taskType' must be one of ${names}.`, parameter: 'taskType' }]
    : [{ code: 'missingTaskType', message: "'taskType' is required.", parameter: 'taskType' }];
}

/** What a task's error items repeat of it, if present. */
export function identify(task: JsonObject): Pick<ErrorItem, 'taskType' | 'taskUUID'> {
  const { taskType, taskUUID } = task;
  return {
    ...(typeof taskType === 'string' && { taskType }),
    ...(typeof taskUUID === 'string' && { taskUUID }),
  };
}

/** Everything that the service would refuse about one task; empty if it is valid. */
export function validateTask(task: unknown): ErrorItem[] {
  if (!isJsonObject(task)) {
    return [{ code: 'invalidTask', message: 'Every task must be an object.', documentation: DOCUMENTATION }];
  }
  return problemsOf(task).map((problem) => ({ ...problem, ...identify(task), documentation: DOCUMENTATION }));
}
