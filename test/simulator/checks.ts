import { isJsonObject, type JsonObject } from '../../src/task/types';
import type { ErrorItem } from './errors';

/** Checks a value. Returns what it must be, to follow the words "must be", or undefined if it is valid. */
export type Check = (value: unknown) => string | undefined;

/** A problem, before it is known which task it belongs to. */
export type Problem = Pick<ErrorItem, 'code' | 'message' | 'parameter'>;

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const uuid: Check = (value) =>
  typeof value === 'string' && UUID_V4.test(value) ? undefined : 'a UUID v4 string';

export const boolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'a boolean');

export const object: Check = (value) => (isJsonObject(value) ? undefined : 'an object');

export function oneOf(...allowed: readonly string[]): Check {
  const expected = `one of ${allowed.map((word) => `'${word}'`).join(', ')}`;
  return (value) => (typeof value === 'string' && allowed.includes(value) ? undefined : expected);
}

export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER): Check {
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `between ${min} and ${max}`;
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? undefined
      : `an integer ${range}`;
}

/** A string whose length is counted in code points, as in JSON Schema. */
export function text(min: number, max: number): Check {
  return (value) => {
    const length = typeof value === 'string' ? Array.from(value).length : -1;
    return length >= min && length <= max ? undefined : `a string of ${min} to ${max} characters`;
  };
}

/** A URL that the simulator may call: only this machine, so that no test leaves it. */
export const loopbackUrl: Check = (value) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  return web && /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
    ? undefined
    : 'an http(s) URI (the simulator calls loopback hosts only)';
};

/** `invalid` and `settings.renderingSpeed` become `invalidRenderingSpeed`, as the service names its codes. */
export function codeFor(word: 'invalid' | 'missing' | 'conflict', parameter: string): string {
  const name = parameter.slice(parameter.lastIndexOf('.') + 1);
  return word + name.charAt(0).toUpperCase() + name.slice(1);
}

/** Checks an object's members against the list of all allowed ones. `prefix` is the path to it, with its dot. */
export function checkMembers(
  value: JsonObject,
  allowed: Readonly<Record<string, Check>>,
  required: readonly string[] = [],
  prefix = '',
): Problem[] {
  const problems: Problem[] = [];
  for (const name of required.filter((name) => !Object.hasOwn(value, name))) {
    const parameter = prefix + name;
    problems.push({ code: codeFor('missing', parameter), message: `'${parameter}' is required.`, parameter });
  }
  for (const [name, member] of Object.entries(value)) {
    const parameter = prefix + name;
    const check = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    const expected = check?.(member);
    if (!check) {
      const message = `'${parameter}' is not a supported parameter for this task.`;
      problems.push({ code: 'unsupportedParameter', message, parameter });
    } else if (expected !== undefined) {
      const message = `Invalid value for '${parameter}': must be ${expected}.`;
      problems.push({ code: codeFor('invalid', parameter), message, parameter });
    }
  }
  return problems;
}
