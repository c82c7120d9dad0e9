/** Runtime guards: nothing that arrives by `postMessage` is believed before one of these has seen it. */
import { isGenerationOptions } from '../task/options';
import { isJsonObject, SPEEDS } from '../task/types';
import type { JsonObject } from '../task/types';
import type { HostMessage, PanelMessage } from './messages';
import { isElementsEdit } from './elements-edit';
import { isDroppedImage, isThumbnail } from './images';

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const isId = (value: unknown) => typeof value === 'string' && value !== '';
const isIndex = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

/** Has exactly the members of the shape (and `type`), each of them accepted. */
function matches(value: JsonObject, shape: Shape): boolean {
  const names = Object.keys(value).filter((name) => name !== 'type');
  return (
    names.length === Object.keys(shape).length &&
    names.every((name) => Object.hasOwn(shape, name) && shape[name]?.(value[name]) === true)
  );
}

const isText = (value: unknown) => typeof value === 'string';
const isBoolean = (value: unknown) => typeof value === 'boolean';

const isSpeed = (value: unknown) => SPEEDS.some((speed) => speed === value);

/** Longer than any name or address of a file. */
const MAX_NAME = 10_000;
const isName = (value: unknown) => typeof value === 'string' && value !== '' && value.length <= MAX_NAME;

const DOCUMENT: Shape = { document: (value) => value === null || isName(value) };
const RUN: Shape = { runId: isId };
const RESULT: Shape = { runId: isId, index: isIndex };
const isResult = (value: unknown) => isJsonObject(value) && matches(value, RESULT);

const PANEL_MESSAGES: Readonly<Record<PanelMessage['type'], Shape>> = {
  ready: {},
  setControls: { ...DOCUMENT, controls: isGenerationOptions },
  setLocked: { ...DOCUMENT, locked: isBoolean },
  generate: DOCUMENT,
  cancel: RUN,
  resume: RUN,
  select: RESULT,
  saveImage: RESULT,
  revealImage: RESULT,
  openPrompt: RUN,
  showDetails: RUN,
  moreRuns: { all: isBoolean },
  showProblem: DOCUMENT,
  setApiKey: {},
  newPrompt: {},
  resync: {},
  edit: { ...DOCUMENT, id: isIndex, version: isIndex, task: isIndex, edit: isElementsEdit },
  showElement: { ...DOCUMENT, index: isIndex, focus: isBoolean },
  fix: {
    ...DOCUMENT,
    version: isIndex,
    task: isIndex,
    element: isIndex,
    message: isText,
    fix: isText,
  },
  chooseTask: { ...DOCUMENT, task: isIndex },
  undo: DOCUMENT,
  redo: DOCUMENT,
  compare: { a: isResult, b: isResult },
  openDiff: { a: isId, b: isId },
  usePrompt: RUN,
  again: { ...RUN, speed: (value) => value === null || isSpeed(value) },
  setFavorite: { ...RESULT, favorite: isBoolean },
  editNote: RESULT,
  deleteRun: RUN,
  saveAll: RUN,
  openFolder: RUN,
  copySeed: RESULT,
  copyRequest: { ...RUN, as: (value) => value === 'json' || value === 'curl' },
  thumbnail: { ...RESULT, data: isThumbnail },
  restoreImage: { name: isName, data: isDroppedImage },
  restoreFrom: { uri: isName },
  draft: {},
};

function isPanelMessageType(value: unknown): value is PanelMessage['type'] {
  return typeof value === 'string' && Object.hasOwn(PANEL_MESSAGES, value);
}

/**
 * Narrows what the panel's page sent. Strict: known type, no member too many or too few, a size, speed, format and count
 * that the service accepts. Run ids are only known to be non-empty strings: the host looks them up and never builds a
 * path from them.
 */
export function isPanelMessage(value: unknown): value is PanelMessage {
  return (
    isJsonObject(value) && isPanelMessageType(value['type']) && matches(value, PANEL_MESSAGES[value['type']])
  );
}

/**
 * Narrows what the host sent. Light: the host is trusted, but other scripts of the editor post messages to a webview's
 * window too; this only tells the host's own apart.
 */
export function isHostMessage(value: unknown): value is HostMessage {
  if (!isJsonObject(value)) return false;
  switch (value['type']) {
    case 'strings':
      return isJsonObject(value['strings']);
    case 'state':
      return isJsonObject(value['state']) && Array.isArray(value['state']['unreadable']);
    case 'runs':
      return Array.isArray(value['order']) && Array.isArray(value['changed']) && isIndex(value['total']);
    case 'difference':
      return value['changes'] === null || Array.isArray(value['changes']);
    case 'stage':
      return value['stage'] === null || isJsonObject(value['stage']);
    case 'stageChange':
      return isJsonObject(value['change']);
    case 'problems':
      return Array.isArray(value['problems']);
    case 'cursor':
      return value['element'] === null || isIndex(value['element']);
    default:
      return false;
  }
}
