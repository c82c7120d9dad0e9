import type { LogOutputChannel } from 'vscode';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

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
