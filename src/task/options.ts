import { SIZES } from './sizes';
import { FORMATS, type GenerationOptions, isJsonObject, MAX_RESULTS, SPEEDS } from './types';

/** Whether a value is a valid number of images for one task. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_RESULTS;
}

/** Whether a value from outside (a message, a stored state) holds options that the service accepts, and nothing else. */
export function isGenerationOptions(value: unknown): value is GenerationOptions {
  if (!isJsonObject(value) || Object.keys(value).length !== 5) return false;
  return (
    SIZES.some(({ width, height }) => width === value['width'] && height === value['height']) &&
    SPEEDS.some((speed) => speed === value['speed']) &&
    FORMATS.some((format) => format === value['format']) &&
    isCount(value['count'])
  );
}
