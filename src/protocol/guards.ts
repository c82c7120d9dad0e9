/**
 * Guards for what arrives by `postMessage`: nothing of it is used before one of these has accepted it. They are derived from
 * the messages, so that a message and its guard cannot differ.
 */
import { isGenerationOptions } from '../task/options';
import { isJsonObject } from '../task/types';
import { isElementsEdit } from './elements-edit';
import {
  type Guard,
  isBoolean,
  isIndex,
  isText,
  type MemberGuards,
  objectOf,
  orNull,
  unionOf,
} from './guard';
import { isDroppedImage, isThumbnail } from './images';
import type { HostMessage, PanelMessage } from './messages';
import { isImageAction, isRunAction } from './run-actions';
import type { ImageRef } from './run-view';
import type { AboutDocument } from './stage';

const isId: Guard<string> = (value): value is string => typeof value === 'string' && value !== '';

/** Longer than any name or address of a file. */
const MAX_NAME = 10_000;
const isName: Guard<string> = (value): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_NAME;

const DOCUMENT: MemberGuards<AboutDocument> = { document: orNull(isName) };
const IMAGE: MemberGuards<ImageRef> = { runId: isId, index: isIndex };
const isImage = objectOf(IMAGE);

/**
 * Narrows what the panel's page sent. Strict: known type, no member too many or too few, a size, speed, format and count
 * that the service accepts. Run ids are only known to be non-empty strings: the host looks them up and never builds a
 * path from them.
 */
export const isPanelMessage = unionOf<PanelMessage, 'type'>('type', {
  ready: {},
  setControls: { ...DOCUMENT, controls: isGenerationOptions },
  setLocked: { ...DOCUMENT, locked: isBoolean },
  generate: DOCUMENT,
  select: IMAGE,
  runAction: { action: isRunAction, runId: isId },
  imageAction: { ...IMAGE, action: isImageAction },
  moreRuns: { all: isBoolean },
  showProblem: DOCUMENT,
  setApiKey: {},
  newPrompt: {},
  resync: {},
  edit: { ...DOCUMENT, id: isIndex, version: isIndex, task: isIndex, edit: isElementsEdit },
  showElement: { ...DOCUMENT, index: isIndex, focus: isBoolean },
  fix: { ...DOCUMENT, version: isIndex, task: isIndex, element: isIndex, message: isText, fix: isText },
  chooseTask: { ...DOCUMENT, task: isIndex },
  undo: DOCUMENT,
  redo: DOCUMENT,
  compare: { a: isImage, b: isImage },
  openDiff: { a: isId, b: isId },
  thumbnail: { ...IMAGE, data: isThumbnail },
  restoreImage: { name: isName, data: isDroppedImage },
  restoreFrom: { uri: isName },
  draft: {},
});

/** The members of a message before anything is known of them. */
type Unchecked<Message> = { readonly [Name in keyof Message]?: unknown };

/** Light, but tied to the messages: a member that is renamed cannot be read here. */
const HOST_MESSAGES: {
  readonly [Type in HostMessage['type']]: (
    message: Unchecked<Extract<HostMessage, { readonly type: Type }>>,
  ) => boolean;
} = {
  strings: ({ strings }) => isJsonObject(strings),
  state: ({ state }) => isJsonObject(state) && Array.isArray(state['unreadable']),
  runs: ({ order, changed, total }) => Array.isArray(order) && Array.isArray(changed) && isIndex(total),
  difference: ({ changes }) => changes === null || Array.isArray(changes),
  stage: ({ stage }) => stage === null || isJsonObject(stage),
  stageChange: ({ change }) => isJsonObject(change),
  problems: ({ problems }) => Array.isArray(problems),
  cursor: ({ element }) => element === null || isIndex(element),
};

function isHostMessageType(value: unknown): value is HostMessage['type'] {
  return typeof value === 'string' && Object.hasOwn(HOST_MESSAGES, value);
}

/**
 * Narrows what the host sent. Light: the host is trusted, but other scripts of the editor post messages to a webview's
 * window too; this only tells the host's own messages from theirs.
 */
export function isHostMessage(value: unknown): value is HostMessage {
  return isJsonObject(value) && isHostMessageType(value['type']) && HOST_MESSAGES[value['type']](value);
}
