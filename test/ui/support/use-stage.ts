import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { useWorkbench } from './use-workbench';
import type { Workbench } from './workbench';

const POLL_MS = 20;
/** What takes longer, on however busy a machine, never comes. */
const HANGS_MS = 90_000;

export interface StageInWorkbench {
  readonly workbench: () => Workbench;
  readonly file: () => string;
  readonly box: (index: number) => Locator;
  /** Waits until the file says what is meant, and gives it; it is saved by itself at each change. */
  readonly says: (isMeant: (text: string) => boolean) => Promise<string>;
  readonly middleOf: (index: number) => Promise<{ readonly x: number; readonly y: number }>;
  /** Pixels of the screen for so many grid units of the frame's width. */
  readonly pixels: (units: number) => Promise<number>;
}

/**
 * Gives a `describe` block a workbench, and each of its tests a file of its own with this text, open beside its stage in a
 * square frame. The text has to end with `}` and a Windows line end.
 */
export function useStage(text: string): StageInWorkbench {
  const workbench = useWorkbench({
    settings: {
      'structuredPrompt.generation.size': '2048x2048',
      'files.autoSave': 'afterDelay',
      // One that is not above a second counts as short: VS Code then does not show that a file is not saved yet.
      'files.autoSaveDelay': 1001,
      'files.eol': 'auto',
    },
  });
  let files = 0;
  const name = () => `stage-${files}`;
  const file = () => path.join(workbench().folder, `${name()}.structured-prompt.json`);
  const box = (index: number) => workbench().studio.locator(`.box[data-element-index="${index}"]`);

  beforeEach('open a prompt beside its stage', async () => {
    files++;
    await writeFile(file(), text);
    await workbench().openFile(path.basename(file()));
    if (files === 1) await workbench().runCommand('Structured Prompt: Open Studio');
    await workbench().studio.getByText(name(), { exact: true }).waitFor();
    await box(0).waitFor();
    // It comes above the text, which makes room for it.
    await workbench().page.locator('.codelens-decoration', { hasText: 'Open Studio' }).waitFor();
  });

  return {
    workbench,
    file,
    box,
    says: async (isMeant) => {
      const limit = Date.now() + HANGS_MS;
      for (;;) {
        const now = await readFile(file(), 'utf8');
        if (Date.now() > limit) throw new Error(`The file does not come to say what was meant: ${now}`);
        // It is looked at while it is written, too: only a whole one counts.
        if (now.endsWith('}\r\n') && isMeant(now)) {
          await workbench().saved();
          return now;
        }
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    middleOf: async (index) => {
      const rect = (await box(index).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    },
    pixels: async (units) => {
      const frame = await workbench().studio.getByTestId('frame').boundingBox();
      return ((frame?.width ?? 0) * units) / 1000;
    },
  };
}
