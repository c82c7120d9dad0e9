import type { Member, Node } from '../../prompt/nodes';
import { SETTINGS_KEYS, TASK_KEYS } from '../../task/shape';
import { byName } from './parts';
import { membersOf } from '../../prompt/nodes';
import { moved } from './homes';
import type { Fix } from '../rule';
import type { PromptSubject } from '../subject';

/** Other names for a task's keys, in lower case and without punctuation. */
const TASK_NAMES: Readonly<Record<string, string>> = {
  width: 'width',
  height: 'height',
  count: 'numberResults',
  n: 'numberResults',
  numimages: 'numberResults',
  numberofimages: 'numberResults',
  numberresults: 'numberResults',
  format: 'outputFormat',
  outputformat: 'outputFormat',
  outputtype: 'outputType',
  quality: 'outputQuality',
  outputquality: 'outputQuality',
  speed: 'renderingSpeed',
  renderingspeed: 'renderingSpeed',
  copyrightdetection: 'copyrightDetection',
};

/** Other names for generation settings, which a task calls something else. */
const OTHER_NAMES =
  /^(?:aspect|aspectratio|ratio|size|imagesize|resolution|dimensions?|canvas|canvas[wh]|canvas(?:size|width|height)|frame|generation|model|outputsize|seed)$/;

const OF_TASK: ReadonlySet<string> = new Set([...TASK_KEYS, ...SETTINGS_KEYS]);

const NUMBERS = ['width', 'height', 'numberResults', 'outputQuality'];

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function taskKeyOf(name: string): string | undefined {
  const key = plain(name);
  return Object.hasOwn(TASK_NAMES, key) ? TASK_NAMES[key] : undefined;
}

/** Whether a key is about how a picture is generated, not about what it shows. */
export function isGenerationKey(name: string): boolean {
  return OF_TASK.has(name) || taskKeyOf(name) !== undefined || OTHER_NAMES.test(plain(name));
}

function fits(key: string, value: Node): boolean {
  if (key === 'copyrightDetection') return value.type === 'boolean';
  return value.type === (NUMBERS.includes(key) ? 'number' : 'string');
}

/** Moves a key about generation from a task's prompt to the task or its settings, if possible. */
export function moveToTask(text: string, { root }: PromptSubject, member: Member): Fix[] {
  const key = taskKeyOf(member.name);
  const settings = root.node.parent?.parent;
  const task = settings?.parent?.parent;
  if (key === undefined || !settings || !task || !fits(key, member.value)) return [];
  const order = [SETTINGS_KEYS, TASK_KEYS].find((keys: readonly string[]) => keys.includes(key)) ?? TASK_KEYS;
  const object = order === SETTINGS_KEYS ? settings : task;
  if (byName(membersOf(object)).has(key)) return [];
  const place = order === SETTINGS_KEYS ? "the task's settings" : 'the task';
  const title = key === member.name ? `Move it to ${place}` : `Move it to ${place} as "${key}"`;
  return [{ title, edits: moved(text, member, object, order, key), certain: false }];
}
