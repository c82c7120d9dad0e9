// npm run release:check: fails if the tag that GITHUB_REF_NAME names is not a version that is ready to be published.
import { readFile } from 'node:fs/promises';
import manifest from '../package.json';
import { releaseProblem } from './lib/release';
import { inRoot } from './lib/root';

const changelog = await readFile(inRoot('CHANGELOG.md'), 'utf8');
const problem = releaseProblem(process.env['GITHUB_REF_NAME'] ?? 'none', manifest.version, changelog);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
