/** The keys of a task in the order of the service's reference, which determines where a new key is inserted. */
export const TASK_KEYS = [
  'taskType',
  'taskUUID',
  'model',
  'positivePrompt',
  'width',
  'height',
  'settings',
  'outputType',
  'outputFormat',
  'outputQuality',
  'numberResults',
  'includeCost',
  'deliveryMethod',
  'ttl',
  'webhookURL',
  'uploadEndpoint',
  'safety',
] as const;

export const SETTINGS_KEYS = ['structuredPrompt', 'renderingSpeed', 'copyrightDetection'] as const;
