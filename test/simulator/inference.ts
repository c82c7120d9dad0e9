import { isJsonObject, type JsonObject } from '../../src/task/types';

/** US dollars per image, from the service's price list. */
const PRICES = { TURBO: 0.03, DEFAULT: 0.06, QUALITY: 0.1 } as const;

export type Format = 'JPG' | 'PNG' | 'WEBP';

/** An `imageInference` task with the documented defaults filled in. */
export interface Inference {
  readonly taskUUID: string;
  /** The natural-language prompt, if the task has one; otherwise `structuredPrompt` is set. */
  readonly positivePrompt: string | undefined;
  readonly structuredPrompt: JsonObject | undefined;
  readonly width: number;
  readonly height: number;
  /** US dollars per image. */
  readonly price: number;
  readonly format: Format;
  readonly quality: number;
  readonly outputType: 'URL' | 'base64Data' | 'dataURI';
  readonly isAsync: boolean;
  /** Seconds. */
  readonly ttl: number | undefined;
  readonly includeCost: boolean;
  readonly checkContent: boolean;
  readonly count: number;
  readonly webhookURL: string | undefined;
  readonly uploadEndpoint: string | undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function record(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Reads a validated task. */
export function readInference(task: JsonObject): Inference {
  const settings = record(task['settings']);
  const speed = settings['renderingSpeed'];
  const format = task['outputFormat'];
  const outputType = task['outputType'];
  const structuredPrompt = settings['structuredPrompt'];
  return {
    taskUUID: string(task['taskUUID']) ?? '',
    positivePrompt: string(task['positivePrompt']),
    structuredPrompt: isJsonObject(structuredPrompt) ? structuredPrompt : undefined,
    width: number(task['width']) ?? 2048,
    height: number(task['height']) ?? 2048,
    price: PRICES[speed === 'TURBO' || speed === 'QUALITY' ? speed : 'DEFAULT'],
    format: format === 'PNG' || format === 'WEBP' ? format : 'JPG',
    quality: number(task['outputQuality']) ?? 95,
    outputType: outputType === 'base64Data' || outputType === 'dataURI' ? outputType : 'URL',
    isAsync: task['deliveryMethod'] === 'async',
    ttl: number(task['ttl']),
    includeCost: task['includeCost'] === true,
    checkContent: record(task['safety'])['checkContent'] === true,
    count: number(task['numberResults']) ?? 1,
    webhookURL: string(task['webhookURL']),
    uploadEndpoint: string(task['uploadEndpoint']),
  };
}

/** Rounds to hundredths of a cent: sums of decimal fractions have rounding errors. */
export function money(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}
