/** A hex color in any usual form (`#abc`, `1b3a57`, `0x1B3A57`, `#1b3a57ff`) as uppercase `#RRGGBB`, or undefined. */
export function normalColor(text: string): string | undefined {
  const digits = /^\s*(?:#|0x)?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{6}ff|[0-9a-f]{3}f)\s*$/i.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const six = digits.length <= 4 ? digits.slice(0, 3).replace(/./g, '$&$&') : digits.slice(0, 6);
  return `#${six.toUpperCase()}`;
}
