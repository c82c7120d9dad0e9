/** Runtime guards: nothing that arrives by `postMessage` is believed before one of these has seen it. */
import { isGenerationOptions } from '../task/options';
import { isJsonObject } from '../task/types';
import type { JsonObject } from '../task/types';
import type { HostMessage, PanelMessage, SavedPanelState, StageZoom } from './messages';

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

const RUN: Shape = { runId: isId };
const RESULT: Shape = { runId: isId, index: isIndex };

const PANEL_MESSAGES: Readonly<Record<PanelMessage['type'], Shape>> = {
  ready: {},
  setControls: { controls: isGenerationOptions },
  setLocked: { locked: (value) => typeof value === 'boolean' },
  generate: {},
  cancel: RUN,
  resume: RUN,
  select: RESULT,
  saveImage: RESULT,
  revealImage: RESULT,
  openPrompt: RUN,
  showDetails: RUN,
  showProblem: {},
  setApiKey: {},
  newPrompt: {},
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
  if (value['type'] === 'strings') return isJsonObject(value['strings']);
  if (value['type'] !== 'state' || !isJsonObject(value['state'])) return false;
  return Array.isArray(value['state']['runs']);
}

const isZoom = (value: unknown): value is StageZoom => value === 'fit' || value === 'full';

/** Reads what the page kept over a reload; anything unusable becomes its default. */
export function readSavedPanelState(value: unknown): SavedPanelState {
  const source = isJsonObject(value) ? value : {};
  const zoom = isJsonObject(source['zoom']) ? source['zoom'] : {};
  return {
    document: typeof source['document'] === 'string' ? source['document'] : null,
    locked: source['locked'] === true,
    zoom: Object.fromEntries(
      Object.entries(zoom).filter((entry): entry is [string, StageZoom] => isZoom(entry[1])),
    ),
  };
}
