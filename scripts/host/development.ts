import type { Page } from 'playwright-core';

/** An extension to load from its source folder, with a test runner to start inside the extension host. */
export interface Development {
  readonly extension: string;
  /** A CommonJS module that exports `run(): Promise<void>`. */
  readonly tests: string;
  /** Called with the exit code when the test run is over. */
  onExit(code: number): void;
}

/**
 * Prepares a page for the workbench. Released versions of VS Code ignore development options in the URL, so these are
 * added to the configuration in the page itself, after it was parsed and before the workbench's scripts run.
 */
export async function developWith(page: Page, origin: string, development: Development): Promise<void> {
  // The workbench calls this when the run is over.
  await page.exposeFunction('codeAutomationExit', (code: number) => development.onExit(code));
  const { extension, tests } = development;
  await page.addInitScript(configurationPatch({ authority: new URL(origin).host, extension, tests }));
}

/** A script for the page, as text: it uses the DOM, whose types this project's Node code does not have. */
function configurationPatch(options: { authority: string; extension: string; tests: string }): string {
  return `(({ authority, extension, tests }) => {
    if (window !== window.top) return;
    const uri = (path) => ({ $mid: 1, scheme: 'vscode-remote', authority, path });
    document.addEventListener('readystatechange', () => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      if (!meta || meta.dataset.developed) return;
      meta.dataset.developed = 'yes';
      const configuration = JSON.parse(meta.dataset.settings);
      configuration.developmentOptions = {
        ...configuration.developmentOptions,
        extensions: [uri(extension)],
        extensionTestsPath: uri(tests),
      };
      meta.dataset.settings = JSON.stringify(configuration);
    });
  })(${JSON.stringify(options)})`;
}
