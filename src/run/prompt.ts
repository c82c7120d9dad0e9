import { isJsonObject, type JsonObject } from '../task/types';
import type { RunRecord } from './record';

/** What the service expanded a sentence to; undefined where it did not say, or not yet. */
export function expandedPrompt({ response }: RunRecord): JsonObject | undefined {
  return response.map((item) => item['structuredPrompt']).find(isJsonObject);
}
