/** Keys as data: which presses they match, and how they are written on a person's keyboard. */

export interface Shortcut {
  /** As `KeyboardEvent.key` names it; letters in lower case. */
  readonly key: string;
  /** With Ctrl, or Cmd on a Mac. */
  readonly mod?: true;
  /** With Shift, or without it. Unset, a letter is without it, and for other keys it does not matter. */
  readonly shift?: boolean;
}

/** What of a `KeyboardEvent` decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export type Platform = 'mac' | 'other';

export function platformOf(userAgent: string): Platform {
  return userAgent.includes('Macintosh') ? 'mac' : 'other';
}

/** Whether a press is this shortcut. Caps Lock does not matter; with Alt nothing is. */
export function matches({ key, mod, shift }: Shortcut, press: KeyPress): boolean {
  const pressed = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (pressed !== key || press.altKey || (press.ctrlKey || press.metaKey) !== (mod ?? false)) return false;
  const isLetter = /^\p{L}$/u.test(key);
  return shift === undefined && !isLetter ? true : press.shiftKey === (shift ?? false);
}

/** Keys that are not written as the browser names them. A Mac's Delete key is the browser's Backspace. */
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
