// Builds everything that runs: see scripts/build.
//   node esbuild.js [--watch] [--production] [--outdir FOLDER]
import { register } from 'tsx/esm/api';

register();
await import('./scripts/build/build.ts');
