import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../lib/root';
import type { Outcome, Stage } from './stage';

/** The times of stages and their tests in seconds, by `stage` and by `stage: full title of a test`. */
export type Times = Readonly<Record<string, number>>;

/** The files with the times of the last `npm test`, and of the last one on a busy machine. */
export const TIMES_FILE = inRoot('out', 'times', 'last.json');
export const BUSY_TIMES_FILE = inRoot('out', 'times', 'busy.json');

/** A slowdown is reported from these numbers of seconds and times on. */
const LEAST_SECONDS = 1;
const LEAST_FACTOR = 2;
const MOST_LINES = 40;

/** Updates a file with the times of what ran. A stage has a time only if all of it ran. */
export async function saveTimes(
  file: string,
  stages: readonly Stage[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const times: Record<string, number> = { ...(await readTimes(file)) };
  for (const outcome of outcomes) {
    if (outcome.notRun !== undefined) continue;
    const isPart = stages.some(({ name, isPart: part }) => name === outcome.name && part);
    if (!isPart) times[outcome.name] = outcome.seconds;
    for (const { title, seconds } of outcome.times) times[`${outcome.name}: ${title}`] = seconds;
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(times, undefined, 1));
}

/** Reads a file of times; empty if there is no such file. */
export async function readTimes(file: string): Promise<Times> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Times;
}

/** What took much longer than before, one line each, the largest differences first. */
export function slowdowns(before: Times, after: Times): readonly string[] {
  return Object.entries(after)
    .map(([name, now]) => ({ name, now, was: before[name] ?? now }))
    .filter(({ now, was }) => now - was >= LEAST_SECONDS && now >= was * LEAST_FACTOR)
    .sort((a, b) => b.now - b.was - (a.now - a.was))
    .slice(0, MOST_LINES)
    .map(({ name, now, was }) => `${was.toFixed(1).padStart(8)} s ${now.toFixed(1).padStart(8)} s  ${name}`);
}
