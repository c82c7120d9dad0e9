import { env, l10n, window } from 'vscode';
import { curlCommand } from '../../backend/runware/curl';
import { readEndpoint } from '../../backend/runware/endpoint';
import type { Run } from '../../run/record/store';
import { endpointSetting } from '../platform/settings';
import { imageFile } from './images';

/** How long the status bar says that something was copied. */
const TOLD_MS = 4000;

async function copy(text: string, words: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(words, TOLD_MS);
}

/** Copies the path of an image file. */
export async function copyFilePath(run: Run, index: number): Promise<void> {
  const file = imageFile(run, index);
  if (file !== undefined) await copy(file, l10n.t('The path of the image is copied.'));
}

/** Copies the seed of an image. */
export async function copySeed(run: Run, index: number): Promise<void> {
  const seed = run.record.results[index]?.seed ?? null;
  if (seed === null) {
    void window.showInformationMessage(l10n.t('The service has not said the seed of this image.'));
    return;
  }
  await copy(String(seed), l10n.t('Seed {0} is copied.', seed));
}

/**
 * Copies the request of a run: its body as JSON, or the command line that sends it. The command uses the endpoint of the
 * settings and not that of the record, because the record may come from anywhere and the command sends the person's key.
 */
export async function copyRequest({ record }: Run, as: 'json' | 'curl'): Promise<void> {
  if (as === 'json') {
    await copy(`${JSON.stringify([record.request], null, 2)}\n`, l10n.t('The request is copied as JSON.'));
    return;
  }
  const command = curlCommand(readEndpoint(endpointSetting()), record.request);
  await copy(`${command}\n`, l10n.t('The request is copied for curl. Your key is not in it.'));
}
