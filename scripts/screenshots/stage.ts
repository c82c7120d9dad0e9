import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Set } from './scenes';

const NAME = 'stage.structured-prompt.json';

/** Boxes of every size and at every edge, some overlapping, one upside down, and two elements without a box. */
const PROMPT = {
  high_level_description: 'A travel poster of a bay at dusk.',
  style_description: {
    aesthetics: 'flat shapes, mid-century',
    lighting: 'warm dusk',
    medium: 'screen print',
    art_style: 'travel poster, visible paper grain',
    color_palette: ['#F7B267', '#F4845F', '#27456B', '#FDF6E9'],
  },
  compositional_deconstruction: {
    background: 'A bay at dusk under an orange sky, calm dark blue water below',
    elements: [
      {
        type: 'obj',
        bbox: [470, 190, 760, 520],
        desc: 'White sailboat with a red hull, sails full',
        color_palette: ['#FFF8EC', '#B5384A', '#3B2C35'],
      },
      {
        type: 'text',
        bbox: [50, 100, 280, 900],
        text: 'VISIT THE\nCOAST',
        desc: 'Thin condensed sans-serif capitals, cream, centered',
      },
      { type: 'obj', bbox: [775, 640, 1000, 1000], desc: 'Stone pier with nets and crates' },
      {
        type: 'text',
        bbox: [970, 180, 905, 820],
        text: 'SUMMER SAILINGS 1962',
        desc: 'Small light serif capitals, wide tracking',
      },
      { type: 'obj', bbox: [355, 540, 520, 790], desc: 'Pale sun, half behind a hill' },
      { type: 'obj', bbox: [0, 960, 40, 1000], desc: 'A tiny star in the corner' },
      { type: 'obj', desc: 'Three gulls' },
      { type: 'text', text: 'est. 1911', desc: 'Script' },
    ],
  },
};

/** The stage in every state. */
export async function photographStage({ bench, camera }: Set): Promise<void> {
  const { page, studio } = bench;
  const box = (index: number) => studio.locator(`.box[data-element-index="${index}"]`);
  const rest = async () => {
    await page.mouse.up();
    await page.keyboard.press('Escape');
  };
  await bench.runCommand('View: Close Primary Side Bar');
  await writeFile(path.join(bench.folder, NAME), `${JSON.stringify(PROMPT, null, 2)}\n`);
  await bench.openFile(NAME);
  await bench.runCommand('Structured Prompt: Open Studio');
  await box(0).waitFor();
  await studio.getByTestId('mark').first().waitFor();
  await camera.all('stage');
  await camera.all('stage-chosen', () => box(1).click({ position: { x: 8, y: 8 } }), rest);
  await camera.all('stage-hover', () => box(5).hover());
  await camera.all(
    'stage-drag',
    async () => {
      const { x, y } = (await box(0).boundingBox()) ?? { x: 0, y: 0 };
      await page.mouse.move(x + 20, y + 20);
      await page.mouse.down();
      await page.mouse.move(x + 60, y + 50, { steps: 5 });
    },
    async () => {
      await page.keyboard.press('Escape');
      await rest();
    },
  );
  await camera.all(
    'stage-several',
    async () => {
      await studio.getByTestId('frame').focus();
      await page.keyboard.press('Control+a');
    },
    rest,
  );
  await camera.all(
    'stage-menu',
    async () => {
      await box(0).click({ position: { x: 8, y: 8 } });
      await studio.getByTestId('arrange').click();
      await studio.getByRole('menu').waitFor();
    },
    rest,
  );
  await camera.all(
    'stage-problem',
    async () => {
      await studio.getByTestId('frame').focus();
      await studio.getByTestId('mark').first().focus();
      await studio.getByTestId('problem-card').waitFor();
    },
    rest,
  );
  await looks({ bench, camera });
}

async function looks({ bench, camera }: Pick<Set, 'bench' | 'camera'>): Promise<void> {
  const { page, studio } = bench;
  const toggle = (name: string) => studio.getByRole('button', { name, exact: true }).click();
  await studio.getByRole('combobox', { name: 'Backdrop' }).selectOption('Layout proof');
  await camera.all('stage-proof');
  await toggle('Boxes');
  await camera.all('stage-without-boxes');
  await toggle('Boxes');
  await toggle('Grid');
  await studio.getByTestId('zoom').click();
  await camera.all('stage-zoomed-grid');
  await toggle('Grid');
  await toggle('Fit');
  await page.locator('.view-line', { hasText: 'A bay at dusk' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' {');
  await studio.locator('.frame.stale').waitFor();
  await camera.all('stage-stale');
}
