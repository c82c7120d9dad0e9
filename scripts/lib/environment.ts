/** The environment variables that a surrounding npm, Node or VS Code has set and that would affect another one. */
const INHERITED = /^(npm_.*|VSCODE_.*|ELECTRON_.*|NODE_OPTIONS)$/i;

/** This process's environment for another npm or VS Code, without those variables. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !INHERITED.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}
