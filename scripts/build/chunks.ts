// Splits a program into CommonJS modules that are loaded when they are first used.
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { OutputFile, Plugin, TransformOptions } from 'esbuild';

/** What the names of the files begin with that esbuild writes for the parts themselves: nothing imports them. */
export const PART = 'part-';

const IN_COMMON_JS: TransformOptions = {
  format: 'cjs',
  platform: 'node',
  // A chunk is required, which is faster than an import by Node's loader of ES modules.
  supported: { 'dynamic-import': false },
};

/**
 * Makes CommonJS modules, which VS Code loads, of the ES modules that esbuild splits into chunks: it splits no others.
 */
export function commonJs(target: string, production: boolean): Plugin {
  const options = { ...IN_COMMON_JS, target };
  const convert = production ? minified : mapped;
  return {
    name: 'common-js',
    setup: (build) =>
      build.onEnd(async (result) => {
        const files = (result.outputFiles ?? []).filter(
          ({ path: file }) => !path.basename(file).startsWith(PART),
        );
        result.outputFiles = (await Promise.all(files.map((file) => convert(file, options)))).flat();
      }),
  };
}

async function minified({ path: file, text }: OutputFile, options: TransformOptions): Promise<OutputFile[]> {
  const { code } = await esbuild.transform(text, options);
  const small = await esbuild.transform(loadedLate(code), { ...options, minify: true });
  return [output(file, small.code)];
}

async function mapped({ path: file, text }: OutputFile, options: TransformOptions): Promise<OutputFile[]> {
  const name = path.basename(file);
  const { code, map } = await esbuild.transform(text, {
    ...options,
    sourcefile: name,
    sourcemap: 'external',
  });
  return [output(file, `${loadedLate(code)}//# sourceMappingURL=${name}.map\n`), output(`${file}.map`, map)];
}

/**
 * Has a module load its chunks, and Node's own modules, when it first uses something of theirs.
 * @param code as esbuild writes CommonJS: `var import_x = require("./x.cjs");` and `import_x.name`
 */
export function loadedLate(code: string): string {
  const names = new Set<string>();
  const declared = code.replaceAll(
    /^var (import_\w+) = ((?:__toESM\()?require\("(?:\.\/|node:)[^"]+"\)(?:, 1\)|\))?);$/gm,
    (_, name: string, load: string) => {
      names.add(name);
      return `var ${name}_loaded; function ${name}() { return ${name}_loaded ??= ${load}; }`;
    },
  );
  // The parentheses keep `new import_x.Name()` what it is.
  return declared.replaceAll(/\b(import_\w+)\./g, (use: string, name: string) =>
    names.has(name) ? `(${name}()).` : use,
  );
}

function output(file: string, text: string): OutputFile {
  return { path: file, text, contents: Buffer.from(text), hash: '' };
}
