import { commands, l10n, window } from 'vscode';
import type { Backend } from '../../backend/port';
import type { Outcome } from '../../run/drive/queue';
import { messageOf } from '../../task/errors';
import type { BackendId } from '../../task/run';
import { SETTINGS } from '../platform/contributions';
import { plain } from '../platform/plain';
import type { Connections } from './connections';
import { withProgress } from './progress';
import type { Batch } from './run-service';

/** The name of a batch, the backend of its tasks, and their number. */
export interface BatchTitle {
  readonly name: string;
  readonly backend: BackendId;
  readonly total: number;
}

async function explainEndpoint(error: unknown): Promise<void> {
  const openSettings = l10n.t('Open Settings');
  const reason = messageOf(error);
  const chosen = await window.showErrorMessage(l10n.t('Nothing was sent. {0}', plain(reason)), openSettings);
  if (chosen === openSettings) {
    await commands.executeCommand('workbench.action.openSettings', SETTINGS.endpoint);
  }
}

/** Opens the backend for a batch, or explains why it cannot. */
function openOrExplain(connections: Connections, id: BackendId): Backend | undefined {
  try {
    return connections.open(id);
  } catch (error) {
    void explainEndpoint(error);
    return undefined;
  }
}

/** Runs a batch and shows its progress. Without outcomes it could not start, and the reason was shown. */
export async function driveBatch(
  connections: Connections,
  { name, backend: id, total }: BatchTitle,
  work: (batch: Batch) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const backend = openOrExplain(connections, id);
  if (!backend) return [];
  // Proofs are drawn at once: progress would only flicker.
  if (id === 'proof') return work({ backend, signal: new AbortController().signal });
  return withProgress(name, total, (batch) => work({ ...batch, backend }));
}
