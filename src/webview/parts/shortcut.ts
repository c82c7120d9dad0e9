/** Shortcuts as data: which key presses they match, and how they are written for the user's keyboard. */

export interface Shortcut {
  /** As `KeyboardEvent.key` names it; letters in lower case. */
  readonly key: string;
  /** With Ctrl, or Cmd on a Mac. */
  readonly mod?: true;
  /** Whether Shift must be held. If unset, letters require that it is not, and for other keys it does not matter. */
  readonly shift?: boolean;
}

/** The parts of a `KeyboardEvent` that matter for shortcuts. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export type Platform = 'mac' | 'other';

export function platformOf(userAgent: string): Platform {
  return userAgent.includes('Macintosh') ? 'mac' : 'other';
}

/** Whether a key press matches this shortcut. Caps Lock does not matter; a press with Alt never matches. */
export function matches({ key, mod, shift }: Shortcut, press: KeyPress): boolean {
  const pressed = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (pressed !== key || press.altKey || (press.ctrlKey || press.metaKey) !== (mod ?? false)) return false;
  const isLetter = /^\p{L}$/u.test(key);
  return shift === undefined && !isLetter ? true : press.shiftKey === (shift ?? false);
}

/** Names of keys that differ from the browser's. The browser reports a Mac's Delete key as Backspace. */
const NAMES: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
  mac: { Escape: 'Esc', Delete: '⌫' },
  other: { Escape: 'Esc', Delete: 'Del' },
};

/** `Ctrl+D`, or `⌘D` on a Mac. */
export function shortcutLabel(
  { key, mod, shift }: Shortcut,
  platform: Platform = platformOf(navigator.userAgent),
): string {
  const name = NAMES[platform][key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (platform === 'mac') return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return `${mod ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${name}`;
}
