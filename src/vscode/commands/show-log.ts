import type { LogOutputChannel } from 'vscode';
import { COMMANDS } from '../platform/contributions';
import type { Command } from '../platform/command';

/** `Structured Prompt: Show Log` */
export class ShowLogCommand implements Command {
  readonly id = COMMANDS.showLog;
  private readonly log: LogOutputChannel;

  constructor(log: LogOutputChannel) {
    this.log = log;
  }

  execute(): void {
    this.log.show();
  }
}
