/** What an analysis did, in steps that code takes and not in time. */
export interface Work {
  /** Characters read by the parser, searches in the text, and items copied from one array into another. */
  readonly steps: number;
  /** The most arguments of one call that adds to an array: too many of them end the program. */
  readonly mostArguments: number;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Has each call of a method counted, until it is given back. */
function watched(
  prototype: object,
  name: string,
  count: (self: unknown, args: unknown[]) => void,
): () => void {
  const methods = prototype as Record<string, Method>;
  const original = methods[name];
  if (!original) throw new Error(`There is no ${name}.`);
  methods[name] = function (this: unknown, ...args: unknown[]) {
    count(this, args);
    return Reflect.apply(original, this, args);
  };
  return () => {
    methods[name] = original;
  };
}

/** Counts the work of an action. */
export function workOf(action: () => void): Work {
  let steps = 0;
  let mostArguments = 0;
  const step = () => {
    steps += 1;
  };
  const copied = (self: unknown) => {
    steps += (self as unknown[]).length;
  };
  const restore = [
    watched(String.prototype, 'charCodeAt', step),
    watched(String.prototype, 'matchAll', step),
    watched(Array.prototype, 'concat', copied),
    watched(Array.prototype, 'filter', copied),
    watched(Array.prototype, 'findLast', copied),
    watched(Array.prototype, 'map', copied),
    watched(Array.prototype, 'push', (_self, args) => {
      steps += args.length;
      mostArguments = Math.max(mostArguments, args.length);
    }),
  ];
  try {
    action();
  } finally {
    for (const back of restore) back();
  }
  return { steps, mostArguments };
}
