/** What an npm, a Node or a VS Code around this process left in its environment, and what would change another one. */
const INHERITED = /^(npm_.*|VSCODE_.*|ELECTRON_.*|NODE_OPTIONS)$/i;

/** This process's environment for another npm or VS Code, without what was meant for this process alone. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !INHERITED.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}
