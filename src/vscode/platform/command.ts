import { commands, type Disposable } from 'vscode';

/** One contributed command. */
export interface Command {
  readonly id: `structuredPrompt.${string}`;
  execute(...args: readonly unknown[]): Promise<void> | void;
}

/** Registers commands; disposing of the result unregisters them. */
export function registerCommands(list: readonly Command[]): Disposable[] {
  return list.map((command) =>
    commands.registerCommand(command.id, (...args: unknown[]) => command.execute(...args)),
  );
}
