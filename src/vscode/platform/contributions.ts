/** Every id that `package.json` contributes, with those of the table of run actions: a test compares them. */

export const COMMANDS = {
  generate: 'structuredPrompt.generate',
  generateFolder: 'structuredPrompt.generateFolder',
  openStudio: 'structuredPrompt.openStudio',
  newPrompt: 'structuredPrompt.newPrompt',
  draft: 'structuredPrompt.draft',
  restorePrompt: 'structuredPrompt.restorePrompt',
  setApiKey: 'structuredPrompt.setApiKey',
  clearApiKey: 'structuredPrompt.clearApiKey',
  showLog: 'structuredPrompt.showLog',
  showBalance: 'structuredPrompt.showBalance',
  canonicalize: 'structuredPrompt.canonicalize',
  refreshRuns: 'structuredPrompt.runs.refresh',
  openRunsDocument: 'structuredPrompt.runs.openDocument',
  openImage: 'structuredPrompt.runs.openImage',
  compareRuns: 'structuredPrompt.runs.compare',
} as const;

export const SETTINGS = {
  endpoint: 'structuredPrompt.endpoint',
  size: 'structuredPrompt.generation.size',
  speed: 'structuredPrompt.generation.speed',
  count: 'structuredPrompt.generation.count',
  format: 'structuredPrompt.generation.format',
  confirmAbove: 'structuredPrompt.confirmAbove',
  concurrency: 'structuredPrompt.concurrency',
  lintRules: 'structuredPrompt.lint.rules',
} as const;

/** The entry of the status bar. */
export const SPENDING_ITEM = 'structuredPrompt.spending';

/** The view of all runs. */
export const RUNS_VIEW = 'structuredPrompt.runs';

export const STUDIO_VIEW_TYPE = 'structuredPrompt.studio';

/** The scheme of the pages of the linter's rules. */
export const RULES_SCHEME = 'structured-prompt-rules';

/** The scheme of the read-only prompts of runs. */
export const RUN_PROMPTS_SCHEME = 'structured-prompt-runs';

/** The scheme under which the JSON service asks for the schemas of prompt and task files. */
export const SCHEMA_SCHEME = 'structured-prompt-schemas';
