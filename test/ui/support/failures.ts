import { rm } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../../../scripts/lib/root';

/** What failing tests leave behind, each in a folder of its own. */
const FAILURES = inRoot('out', 'ui-failures');

before('forget the failures of earlier runs', () => rm(FAILURES, { recursive: true, force: true }));

/** Keeps what tells of a failure in a folder. */
export type Keeper = (folder: string) => Promise<void>;

/** Has each failing test of this `describe` block leave what tells of it in `out/ui-failures/<its title>/`. */
export function useFailures(keep: Keeper): void {
  afterEach('keep what tells of a failure', async function () {
    const test = this.currentTest;
    // A test whose hook has failed has no state.
    if (!test || test.state === 'passed') return;
    const folder = path.join(FAILURES, test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-'));
    await keep(folder);
    console.log(`The window and the editor's logs: ${folder}`);
  });
}
