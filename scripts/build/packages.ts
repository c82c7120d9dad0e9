// What the build does with the packages that are bundled.
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import type * as validator from '../../src/task/validator';
import { inRoot, root } from '../lib/root';

/**
 * Leaves undici in a bundle of its own that both programs load with their first request: it is larger than all else together.
 */
export const undiciApart: Plugin = {
  name: 'undici-apart',
  setup: (build) => build.onResolve({ filter: /^undici$/ }, () => ({ path: './undici.cjs', external: true })),
};

/**
 * commander loads what starts other programs, for commands that are programs of their own. There are none here.
 */
export const noSubprograms: Plugin = {
  name: 'no-subprograms',
  setup: (build) => {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'none', namespace: 'no-subprograms' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'no-subprograms' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * Puts the code that ajv makes of the task schema in place of the module that compiles it: smaller than ajv, and ready to run.
 */
export const compiledSchema: Plugin = {
  name: 'compiled-schema',
  setup: (build) =>
    build.onLoad({ filter: /[\\/]src[\\/]task[\\/]validator\.ts$/ }, async ({ path: file }) => {
      const { ajv, validateTask } = (await tsImport(file, import.meta.url)) as typeof validator;
      return {
        contents: `${standaloneCode(ajv, validateTask)}\nexport { validate as validateTask };`,
        resolveDir: root,
        watchFiles: [inRoot('schemas', 'image-task.schema.json')],
      };
    }),
};
