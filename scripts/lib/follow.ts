import { existsSync, readFileSync } from 'node:fs';

const INTERVAL_MS = 200;

/**
 * Prints what another process appends to a text file, as it is appended.
 *
 * @returns a function that prints the rest and stops.
 */
export function follow(file: string): () => void {
  let printed = 0;
  const print = (): void => {
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    process.stdout.write(text.slice(printed));
    printed = text.length;
  };
  const timer = setInterval(print, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    print();
  };
}
