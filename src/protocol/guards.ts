/**
 * Guards for the data that arrives through `postMessage`: nothing is used until one of them has accepted it. Their types
 * come from the messages, so that a message and its guard cannot differ.
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

/** Longer than any file name or URI. */
const MAX_NAME = 10_000;
const isName: Guard<string> = (value): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_NAME;

const DOCUMENT: MemberGuards<AboutDocument> = { document: orNull(isName) };
const IMAGE: MemberGuards<ImageRef> = { runId: isId, index: isIndex };
const isImage = objectOf(IMAGE);

/**
 * Narrows to a message from the panel's page. Strict: the type must be known, no member may be missing or extra, and the
 * service must accept the size, speed, format and count. Run ids only have to be non-empty strings: the host looks them
 * up and never builds a path from them.
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

/** The members of a message that has not been checked yet. */
type Unchecked<Message> = { readonly [Name in keyof Message]?: unknown };

/** Lenient, but tied to the messages: if a member is renamed, this does not compile. */
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
 * Narrows to a message from the host. Lenient, because the host is trusted: this only tells its messages from those that
 * other scripts of the editor post to the webview's window.
 */
export function isHostMessage(value: unknown): value is HostMessage {
  return isJsonObject(value) && isHostMessageType(value['type']) && HOST_MESSAGES[value['type']](value);
}
