import type { JsonObject } from '../prompt/json';

export { isJsonObject, type JsonObject } from '../prompt/json';

export const MODEL = 'ideogram:4@0';

export const SPEEDS = ['TURBO', 'DEFAULT', 'QUALITY'] as const;
export type Speed = (typeof SPEEDS)[number];

export const FORMATS = ['JPG', 'PNG', 'WEBP'] as const;
export type OutputFormat = (typeof FORMATS)[number];

export const MAX_RESULTS = 20;

/** What a prompt file leaves open and the panel's controls set. */
export interface GenerationOptions {
  readonly width: number;
  readonly height: number;
  readonly speed: Speed;
  readonly count: number;
  readonly format: OutputFormat;
}

/** The options if the user chose none. */
export const DEFAULT_OPTIONS: GenerationOptions = {
  width: 2048,
  height: 2048,
  speed: 'DEFAULT',
  count: 1,
  format: 'JPG',
};

/** One `imageInference` task as it is sent (source: the service's API reference for `ideogram:4@0`). */
export interface ImageTask extends JsonObject {
  taskType: 'imageInference';
  taskUUID: string;
  model: typeof MODEL;
  deliveryMethod: 'async';
  includeCost: boolean;
  numberResults?: number;
  width?: number;
  height?: number;
  positivePrompt?: string;
  outputType?: 'URL' | 'base64Data' | 'dataURI';
  outputFormat?: OutputFormat;
  uploadEndpoint?: string;
  settings?: JsonObject & {
    structuredPrompt?: JsonObject;
    renderingSpeed?: Speed;
  };
}
