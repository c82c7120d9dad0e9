import type { HostKind } from './install';

/** One run of tests inside VS Code's extension host. */
export interface SuiteRun {
  readonly kind: HostKind;
  /** The folder of the extension under test. */
  readonly extension: string;
  /** The CommonJS module with the tests. */
  readonly tests: string;
  /** The folder to open. */
  readonly folder: string;
  /** Added to the environment of the extension host. */
  readonly env: Readonly<Record<string, string>>;
}
