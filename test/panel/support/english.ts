import type { PanelStrings } from '../../../src/protocol/strings';
import { hostModule } from './host-module';

/** The panel's English sentences, from the host's own file. */
export async function englishStrings(): Promise<PanelStrings> {
  const { panelStrings } = await hostModule<{ readonly panelStrings: () => PanelStrings }>(
    'src/vscode/panel/strings.ts',
  );
  return panelStrings();
}
