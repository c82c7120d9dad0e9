import { formatSize, parseSize, type Size, SIZES } from '../task/sizes';
import { UsageError } from './usage';

/** Reads the value of `--size`. */
export function readSize(text: string): Size {
  const size = parseSize(text);
  if (size) return size;
  throw new UsageError(`--size ${text} is not supported. Use one of ${SIZES.map(formatSize).join(', ')}.`);
}
