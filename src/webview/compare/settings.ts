/** How the settings of two images differ. */
import type { PanelStringKey } from '../../protocol/strings';
import type { Text } from '../context';
import type { ImageOfRun } from '../runs';
import { sizeLabel, speedName } from '../labels';

/** A setting that differs between A and B. */
export interface SettingChange {
  readonly name: PanelStringKey;
  readonly from: string;
  readonly to: string;
}

function speedOf(text: Text, { run }: ImageOfRun): string {
  return run.backend === 'proof' ? text('layoutProof') : speedName(text, run.speed);
}

/** The settings that differ; seeds only if both are known. */
export function settingChanges(text: Text, a: ImageOfRun, b: ImageOfRun): readonly SettingChange[] {
  const [seedA, seedB] = [a.result.seed, b.result.seed];
  const all: readonly SettingChange[] = [
    { name: 'size', from: sizeLabel(a.run), to: sizeLabel(b.run) },
    { name: 'speed', from: speedOf(text, a), to: speedOf(text, b) },
    ...(seedA === null || seedB === null
      ? []
      : [{ name: 'seedName', from: String(seedA), to: String(seedB) } as const]),
  ];
  return all.filter(({ from, to }) => from !== to);
}
