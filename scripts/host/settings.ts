/** VS Code settings, by their full names. */
export type Settings = Readonly<Record<string, unknown>>;

/** Settings for a workbench without greetings, updates, experiments and network requests. */
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

/** Files are saved only by tests, not automatically after a second, as VS Code in a browser does. */
export const TEST_SETTINGS: Settings = { 'files.autoSave': 'off' };

/** Settings that only the machine of the extension host can have. */
export const MACHINE_SETTINGS: Settings = { 'http.proxySupport': 'off' };
