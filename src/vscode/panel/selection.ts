import path from 'node:path';
import type { Memento } from 'vscode';
import type { StudioState } from '../../protocol/messages';
import type { StoredRun } from '../../run/record/run-index';
import { isJsonObject } from '../../task/types';

type Selected = NonNullable<StudioState['selected']>;

const KEY = 'selection';

/** The image of each document that is on the stage: the one that a person chose, until a new run starts. */
export class Selection {
  private readonly memento: Memento;
  private readonly chosen = new Map<string, Selected>();

  constructor(memento: Memento) {
    this.memento = memento;
    const stored = memento.get<unknown>(KEY);
    if (!isJsonObject(stored)) return;
    const { folder, runId, index } = stored;
    if (typeof folder === 'string' && typeof runId === 'string' && typeof index === 'number') {
      this.chosen.set(folder, { runId, index });
    }
  }

  /** The chosen image or failed run, else the first image of the newest run; null while that has none. */
  of(folder: string, runs: readonly StoredRun[]): Selected | null {
    const chosen = this.chosen.get(folder);
    if (chosen && runs.some(({ directory }) => path.basename(directory) === chosen.runId)) return chosen;
    const [newest] = runs;
    if (!newest) return null;
    const { record, files, directory } = newest;
    const index = record.results.findIndex(({ file }) => file !== null && files.has(file));
    return index < 0 ? null : { runId: path.basename(directory), index };
  }

  choose(folder: string, selected: Selected): void {
    this.chosen.set(folder, selected);
    // Only the last choice survives a reload: it is the one that was on the stage.
    void this.memento.update(KEY, { folder, ...selected });
  }

  /** Follows the newest run again. */
  clear(folder: string): void {
    this.chosen.delete(folder);
    void this.memento.update(KEY, undefined);
  }
}
