import type { Run } from '../run/record/store';
import { priceOf } from '../task/build';
import { formatMoney } from '../task/prices';

function about(runs: readonly Run[]): string {
  return `about $${formatMoney(priceOf(runs.map(({ record }) => record.request)))}`;
}

/** Says of unfinished runs how many there are, what will be done with them, and what that may cost. */
export function plan(runs: readonly Run[]): readonly string[] {
  if (runs.length === 0) return [];
  const proofs = runs.filter(({ record }) => record.backend === 'proof');
  const tasks = runs.filter((run) => !proofs.includes(run));
  const accepted = tasks.filter(({ record }) => record.accepted);
  const unsent = tasks.filter(({ record }) => !record.accepted && record.state === 'queued');
  const unclear = tasks.filter((run) => !accepted.includes(run) && !unsent.includes(run));
  return [
    `${runs.length} unfinished run(s):`,
    ...(accepted.length > 0
      ? [`  ${accepted.length} accepted by the service: to be collected at no further cost`]
      : []),
    ...(unclear.length > 0
      ? [
          `  ${unclear.length} that may have arrived: sent only if the service does not know it, ${about(unclear)}`,
        ]
      : []),
    ...(unsent.length > 0 ? [`  ${unsent.length} never sent: sent now, ${about(unsent)}`] : []),
    ...(proofs.length > 0 ? [`  ${proofs.length} layout proof(s): drawn here, free and offline`] : []),
  ];
}
