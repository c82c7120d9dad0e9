/** VS Code settings, by their full names. */
export type Settings = Readonly<Record<string, unknown>>;

/** A workbench without greetings, updates, experiments and anything that would ask a network. */
export const QUIET_SETTINGS: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.tsserver.enabled': false,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A file is saved when a test saves it, not by itself after a second, as VS Code in a browser does. */
export const TEST_SETTINGS: Settings = { 'files.autoSave': 'off' };

/** What only the settings of the machine that the extension host runs on can say. */
export const MACHINE_SETTINGS: Settings = { 'http.proxySupport': 'off' };
