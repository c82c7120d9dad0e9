/**
 * The actions on a run or on one of its images. The panel's menus, buttons and keys, the tree's menu and the command
 * palette all come from this table. Each action has one function in `vscode/run-actions`, or in `webview/run-actions` if
 * only the page can do it. The panel's menu has the actions in this order.
 */
import type { Guard } from './guard';
import type { ResultView, RunView } from './run-view';

/** The facts that decide which actions are possible. */
export type RunFacts = Pick<RunView, 'backend' | 'active' | 'resumable' | 'speed' | 'hasPrompt'> & {
  readonly results: readonly Pick<ResultView, 'state'>[];
};
export type ImageFacts = Pick<ResultView, 'state' | 'seed' | 'favorite'>;

export type ActionCommand = `structuredPrompt.runs.${string}`;

interface ActionBase {
  /** In English, in title case, with `…` if the action asks for input. Also the title of the command. */
  readonly label: string;
  /** The name of a codicon. */
  readonly icon: string;
  /** The group in the panel's menu. A line separates it from the next. */
  readonly group: 'look' | 'prompt' | 'copy' | 'run';
  /** The key for the action in the filmstrip, as in `KeyboardEvent.key`; letters in lower case. */
  readonly key?: string;
  /** `page`: only the panel's page can do it. The host does all others, also through `command`. */
  readonly by?: 'page';
  readonly command?: ActionCommand;
  /** Stays in the panel's menu, disabled, while it is not possible. */
  readonly staysVisible?: true;
}

interface OfRun extends ActionBase {
  readonly subject: 'run';
  /** Changes the entire run: the tree offers it for runs, not for their images. */
  readonly notOnImages?: true;
  readonly isPossible: (run: RunFacts) => boolean;
}

interface OfImage extends ActionBase {
  readonly subject: 'image';
  readonly isPossible: (image: ImageFacts) => boolean;
}

const always = () => true;
const isGenerated = ({ backend }: RunFacts) => backend !== 'proof';
const isReady = ({ state }: ImageFacts) => state === 'ready';
const isSettled = ({ state }: ImageFacts) => state !== 'pending';

export const RUN_ACTIONS = {
  viewAlone: {
    subject: 'image',
    label: 'Image Alone',
    icon: 'eye',
    group: 'look',
    key: 'v',
    by: 'page',
    isPossible: isReady,
  },
  compareWithShown: {
    subject: 'image',
    label: 'Compare with the Shown Image',
    icon: 'split-horizontal',
    group: 'look',
    key: 'c',
    by: 'page',
    isPossible: isReady,
  },
  addFavorite: {
    subject: 'image',
    label: 'Add to Favorites',
    icon: 'star-empty',
    group: 'look',
    key: 'f',
    // Ids keep their spelling from the first version, because keybindings use them.
    command: 'structuredPrompt.runs.addFavourite',
    isPossible: (image) => isSettled(image) && !image.favorite,
  },
  removeFavorite: {
    subject: 'image',
    label: 'Remove from Favorites',
    icon: 'star-full',
    group: 'look',
    key: 'f',
    command: 'structuredPrompt.runs.removeFavourite',
    isPossible: ({ favorite }) => favorite,
  },
  editNote: {
    subject: 'image',
    label: 'Edit Note…',
    icon: 'note',
    group: 'look',
    key: 'n',
    command: 'structuredPrompt.runs.editNote',
    isPossible: isSettled,
  },
  resume: {
    subject: 'run',
    label: 'Resume',
    icon: 'cloud-download',
    group: 'prompt',
    command: 'structuredPrompt.runs.resume',
    notOnImages: true,
    isPossible: ({ resumable }) => resumable,
  },
  cancel: {
    subject: 'run',
    label: 'Cancel',
    icon: 'stop-circle',
    group: 'prompt',
    command: 'structuredPrompt.runs.cancel',
    notOnImages: true,
    isPossible: ({ active }) => active,
  },
  usePrompt: {
    subject: 'run',
    label: 'Use This Prompt…',
    icon: 'debug-step-back',
    group: 'prompt',
    command: 'structuredPrompt.runs.usePrompt',
    staysVisible: true,
    isPossible: ({ hasPrompt }) => hasPrompt,
  },
  openPrompt: {
    subject: 'run',
    label: 'Open Prompt',
    icon: 'json',
    group: 'prompt',
    command: 'structuredPrompt.runs.openPrompt',
    isPossible: always,
  },
  again: {
    subject: 'run',
    label: 'Same Again',
    icon: 'debug-rerun',
    group: 'prompt',
    command: 'structuredPrompt.runs.again',
    isPossible: isGenerated,
  },
  againQuality: {
    subject: 'run',
    label: 'Same Again at Quality',
    icon: 'sparkle',
    group: 'prompt',
    command: 'structuredPrompt.runs.againQuality',
    isPossible: (run) => isGenerated(run) && run.speed !== 'QUALITY',
  },
  saveImage: {
    subject: 'image',
    label: 'Save Image As…',
    icon: 'save-as',
    group: 'copy',
    command: 'structuredPrompt.runs.saveImage',
    isPossible: isReady,
  },
  copyImage: {
    subject: 'image',
    label: 'Copy Image',
    icon: 'copy',
    group: 'copy',
    by: 'page',
    isPossible: isReady,
  },
  revealImage: {
    subject: 'image',
    label: 'Reveal in File Explorer',
    icon: 'go-to-file',
    group: 'copy',
    isPossible: isReady,
  },
  copyFilePath: {
    subject: 'image',
    label: 'Copy File Path',
    icon: 'clippy',
    group: 'copy',
    command: 'structuredPrompt.runs.copyFilePath',
    isPossible: isReady,
  },
  copySeed: {
    subject: 'image',
    label: 'Copy Seed',
    icon: 'symbol-numeric',
    group: 'copy',
    command: 'structuredPrompt.runs.copySeed',
    isPossible: ({ seed }) => seed !== null,
  },
  copyRequest: {
    subject: 'run',
    label: 'Copy Request as JSON',
    icon: 'bracket',
    group: 'copy',
    command: 'structuredPrompt.runs.copyRequest',
    isPossible: isGenerated,
  },
  copyCurl: {
    subject: 'run',
    label: 'Copy Request as cURL',
    icon: 'terminal',
    group: 'copy',
    command: 'structuredPrompt.runs.copyCurl',
    isPossible: isGenerated,
  },
  saveAllImages: {
    subject: 'run',
    label: 'Save All Images…',
    icon: 'save-all',
    group: 'run',
    command: 'structuredPrompt.runs.saveAllImages',
    isPossible: ({ results }) => results.some(({ state }) => state === 'ready'),
  },
  showDetails: {
    subject: 'run',
    label: 'Show Details',
    icon: 'info',
    group: 'run',
    command: 'structuredPrompt.runs.showDetails',
    isPossible: always,
  },
  openFolder: {
    subject: 'run',
    label: 'Open Folder',
    icon: 'folder-opened',
    group: 'run',
    command: 'structuredPrompt.runs.openFolder',
    isPossible: always,
  },
  deleteRun: {
    subject: 'run',
    label: 'Delete Run',
    icon: 'trash',
    group: 'run',
    key: 'Delete',
    command: 'structuredPrompt.runs.delete',
    notOnImages: true,
    staysVisible: true,
    isPossible: ({ active }) => !active,
  },
} as const satisfies Readonly<Record<string, OfRun | OfImage>>;

type Table = typeof RUN_ACTIONS;
export type ActionId = keyof Table;

type IdsOf<Entry> = { [Id in ActionId]: Table[Id] extends Entry ? Id : never }[ActionId];

/** The actions that only the page can do. */
export type PageActionId = IdsOf<{ readonly by: 'page' }>;
/** The actions that the host does on an entire run. */
export type RunActionId = IdsOf<{ readonly subject: 'run' }>;
/** The actions that the host does on one image. */
export type ImageActionId = Exclude<IdsOf<{ readonly subject: 'image' }>, PageActionId>;

export const ACTION_IDS = Object.keys(RUN_ACTIONS) as readonly ActionId[];

/** The entry of an action, including the optional members. */
export function actionOf(id: ActionId): OfRun | OfImage {
  return RUN_ACTIONS[id];
}

const isActionId = (value: unknown): value is ActionId =>
  typeof value === 'string' && Object.hasOwn(RUN_ACTIONS, value);

export const isRunAction: Guard<RunActionId> = (value): value is RunActionId =>
  isActionId(value) && actionOf(value).subject === 'run';

export const isImageAction: Guard<ImageActionId> = (value): value is ImageActionId =>
  isActionId(value) && actionOf(value).subject === 'image' && actionOf(value).by !== 'page';

export const isPageAction: Guard<PageActionId> = (value): value is PageActionId =>
  isActionId(value) && actionOf(value).by === 'page';

/** Whether an action is possible on a run or, if the action is for images, on one of its images. */
export function isPossible(id: ActionId, run: RunFacts, image: ImageFacts | null): boolean {
  const action = actionOf(id);
  if (action.subject === 'run') return action.isPossible(run);
  return image !== null && action.isPossible(image);
}

/** Whether the tree offers an action for images: all except those that stop, resume or delete the entire run. */
export function isOnImages(id: ActionId): boolean {
  const action = actionOf(id);
  return action.subject === 'image' || action.notOnImages !== true;
}
