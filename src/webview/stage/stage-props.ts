import type { Frame } from '../../layout/frame';
import type { StudioState } from '../../protocol/messages';
import type { ViewOptions } from '../../protocol/saved-state';
import type { StageContent } from '../runs';
import type { StageModel } from './model/stage-model';
import type { StageTools } from './tools/stage-tools';

/** What the stage and its tools show and work on. */
export interface StageProps {
  readonly model: StageModel;
  readonly tools: StageTools;
  readonly state: StudioState;
  readonly content: StageContent;
  /** Whether the layout in the model is that of the document. */
  readonly staged: boolean;
  /** In pixels of the image. */
  readonly frame: Frame;
  readonly viewOptions: ViewOptions;
  readonly onViewOptions: (changed: Partial<ViewOptions>) => void;
}
