import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Set } from './scenes';
import { BLOCKED, COMPLETIONS, LOOSE, MISTAKES, SCOPES, SIZES, SNIPPET, SPEED } from './texts';
import { Writer } from './writer';

const POSTER = 'travel-poster.structured-prompt.json';
const CAMPAIGN = 'sneaker-campaign.image-task.json';
const CLOSE_ALL = 'View: Close All Editors';

/** Every state of writing: help, problems, structure, canonical form. */
export async function photographAuthoring(set: Set): Promise<void> {
  await set.bench.runCommand('View: Close Primary Side Bar');
  await completions(set);
  await hovers(set);
  await problems(set);
  await structure(set);
  await canonicalForm(set);
  await broken(set);
}

async function example({ bench }: Set, name: string): Promise<string> {
  return readFile(path.join(bench.folder, name), 'utf8');
}

async function completions({ bench, camera }: Set): Promise<void> {
  const writer = new Writer(bench);
  const suggest = async () => {
    await writer.suggest();
  };
  for (const [name, text] of Object.entries(COMPLETIONS)) {
    await writer.open(`${name}.structured-prompt.json`, text);
    await camera.all(name, suggest);
  }
  await writer.open('sizes.image-task.json', SIZES);
  await camera.all('complete-sizes', suggest);

  const { line, column, text } = SNIPPET;
  await writer.open('snippet.structured-prompt.json', text);
  await camera.all('snippet', async () => {
    await bench.runCommand('File: Revert File');
    await writer.goTo(line, column);
    const rows = await writer.suggest();
    await rows.filter({ hasText: 'Element: text' }).click();
    await bench.page.mouse.move(0, 0);
    await bench.page.locator('.view-line', { hasText: 'TITLE' }).waitFor();
  });
  await bench.runCommand('File: Revert File');
}

async function hovers(set: Set): Promise<void> {
  const { bench, camera } = set;
  const writer = new Writer(bench);
  const poster = await example(set, POSTER);
  await writer.open(POSTER, poster.replace('"lighting"', '"ligh¦ting"'));
  await camera.all('hover-key', () => writer.hover('Where the light comes from'));

  await writer.open('speed.image-task.json', SPEED);
  await camera.all('hover-value', () => writer.hover('QUALITY'));

  await writer.open(POSTER, poster.replace('["#0F1E3C"', '["#¦0F1E3C"'));
  await bench.page.locator('.colorpicker-color-decoration').first().waitFor();
  await camera.all('swatches');
  await camera.all('color-picker', () => writer.colors());
  await bench.page.keyboard.press('Escape');
  await bench.runCommand(CLOSE_ALL);
}

async function problems(set: Set): Promise<void> {
  const { bench, camera } = set;
  const { page } = bench;
  const writer = new Writer(bench);
  const poster = await example(set, POSTER);
  const mistaken = MISTAKES.reduce((text, [right, wrong]) => text.replace(right, wrong), poster);
  await writer.open('mistaken.structured-prompt.json', mistaken.replace('"object"', '"obj¦ect"'));
  await page.locator('.squiggly-warning').first().waitFor();
  await camera.all('squiggles');
  await camera.all('hover-problem', () => writer.hover('The type of an element is'));
  // A menu that closed only after the change of the theme would take the focus away.
  const closeMenu = async () => {
    await page.keyboard.press('Escape');
    await page.locator('.action-widget:visible').waitFor({ state: 'detached' });
  };
  await camera.all('light-bulb', () => writer.fixes(), closeMenu);

  await bench.runCommand('View: Toggle Problems');
  await page.locator('.markers-panel-container .monaco-list-row').nth(5).waitFor();
  await camera.all('problems');
  await bench.runCommand('View: Toggle Problems');

  await writer.hover('The type of an element is');
  await page.locator('.monaco-hover-content:visible').getByText('element-type').click();
  await bench.studio.getByRole('heading', { name: 'element-type' }).waitFor();
  await camera.all('rule-page');
  await bench.runCommand(CLOSE_ALL);
}

async function structure(set: Set): Promise<void> {
  const { bench, camera } = set;
  const { page } = bench;
  const writer = new Writer(bench);
  const poster = await example(set, POSTER);
  await writer.open(POSTER, poster.replace('TRIESTE', '¦TRIESTE'));
  await bench.runCommand('Explorer: Focus on Outline View');
  await page.locator('.pane-header', { hasText: 'examples' }).click();
  await page.locator('.outline-tree .monaco-list-row', { hasText: 'text: TRIESTE' }).waitFor();
  await bench.openFile(POSTER);
  await camera.all('outline');
  await bench.openFile(CAMPAIGN);
  await page.locator('.outline-tree .monaco-list-row').first().waitFor();
  await camera.all('outline-task');
  await bench.runCommand('View: Close Primary Side Bar');

  const folder = path.join(bench.folder, '.vscode');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(SCOPES));
  await bench.openFile(POSTER);
  await camera.all('grammar-scopes');
  await rm(folder, { recursive: true });
}

async function canonicalForm({ bench, camera }: Set): Promise<void> {
  const writer = new Writer(bench);
  await writer.open('loose.structured-prompt.json', LOOSE);
  await bench.page.locator('.squiggly-warning').first().waitFor();
  await camera.all('canonicalize-before');
  await bench.runCommand('Structured Prompt: Canonicalize');
  await bench.page.locator('.tab.active.dirty').waitFor();
  await camera.all('canonicalize-after');
  await bench.runCommand('File: Revert File');
}

async function broken(set: Set): Promise<void> {
  const { bench, camera } = set;
  const { page } = bench;
  const writer = new Writer(bench);
  await writer.open('blocked.image-task.json', BLOCKED);
  await page.locator('.codelens-decoration', { hasText: 'Fix the problems to generate' }).waitFor();
  await camera.all('blocked-task');

  const poster = await example(set, POSTER);
  const text = poster.replace('"medium": "illustration",', '"medium": "illustration"¦');
  await writer.open('broken.structured-prompt.json', text);
  await bench.runCommand('Structured Prompt: Open Studio');
  await bench.studio.getByTestId('problem').waitFor();
  await camera.all('syntax-error-place');
  await bench.runCommand(CLOSE_ALL);
}
