import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { installDebianPackages, which } from '../lib/programs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];
const MAC_APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Debian's packages. Without any font, texts would be invisible. */
const PACKAGES = ['chromium', 'fonts-liberation'];

const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const NO_UPDATES = ['--disable-component-update', '--disable-sync'];

/** Starts the headless browser that shows the workbench. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await ensureBrowser();
  return chromium.launch({ executablePath, headless: true, args: [...QUIET, ...NO_UPDATES] });
}

/** The path of a browser on this machine. Installs Chromium if there is none and that is possible. */
export async function ensureBrowser(): Promise<string> {
  return findBrowser() ?? (await installBrowser());
}

function findBrowser(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH names no file: ${chosen}`);
  }
  return process.platform === 'linux' ? which(...NAMES) : usualPlaces().find((file) => existsSync(file));
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') return MAC_APPLICATIONS;
  const folders = [
    process.env['ProgramFiles'],
    process.env['ProgramFiles(x86)'],
    process.env['LOCALAPPDATA'],
  ];
  return folders.flatMap((folder) => (folder ? WINDOWS_PROGRAMS.map((name) => path.join(folder, name)) : []));
}

async function installBrowser(): Promise<string> {
  const found = (await installDebianPackages(...PACKAGES)) ? findBrowser() : undefined;
  if (found) return found;
  throw new Error(
    'The tests need Chromium, Chrome or Edge: install one, or name its program in CHROME_PATH.',
  );
}
