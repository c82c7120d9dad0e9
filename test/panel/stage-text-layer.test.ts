import assert from 'node:assert/strict';
import { openStage, type StagePage } from './support/stage-page';
import { type Elements, text } from '../unit/webview/stage/elements';

/** Texts that lie over each other, one with letters that swing out of their box. */
const ELEMENTS: Elements = [
  text([100, 100, 400, 600], 'UNDER'),
  { ...text([150, 300, 350, 700], 'fjord'), desc: 'Italic brush script' },
  text([300, 150, 500, 650], 'OVER'),
  text([700, 100, 900, 900], 'APART'),
];

describe('The layer of literal texts', function () {
  this.timeout(30_000);
  let stage: StagePage;
  before(async () => (stage = await openStage({ elements: ELEMENTS })));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  /** The layer as it looks once all effects of what was shown last have run. */
  const picture = () =>
    stage.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          requestAnimationFrame(() =>
            setTimeout(() =>
              requestAnimationFrame(() =>
                setTimeout(() =>
                  resolve(document.querySelector<HTMLCanvasElement>('canvas')?.toDataURL() ?? ''),
                ),
              ),
            ),
          );
        }),
    );

  /** The same elements on a new canvas. */
  const anew = async () => {
    await stage.panel.send({ type: 'stage', stage: null });
    await stage.host.send();
    return picture();
  };

  it('looks as if newly drawn after each change of a text', async () => {
    const seen = new Set([await picture()]);
    const changes: readonly ((all: Elements) => Elements)[] = [
      (all) => all.map((one, at) => (at === 1 ? { ...one, text: 'fog' } : one)),
      (all) => all.map((one, at) => (at === 0 ? { ...one, bbox: [120, 130, 480, 690] } : one)),
      (all) => all.map((one, at) => (at === 2 ? { ...one, palette: ['#C02020'] } : one)),
      (all) => all.map((one, at) => (at === 1 ? { ...one, kind: 'obj' as const } : one)),
      (all) => all.slice(0, 3),
    ];
    for (const change of changes) {
      await stage.host.type(change);
      const drawn = await picture();
      assert.ok(drawn === (await anew()), `a part is left of before change ${seen.size}`);
      seen.add(drawn);
    }
    assert.equal(seen.size, changes.length + 1, 'each change is to be seen');
  });

  it('leaves out a text that moves, and looks as before when the move is canceled', async () => {
    const before = await picture();
    await stage.press([400, 450], [420, 470]);
    const without = await picture();
    assert.notEqual(without, before);
    assert.equal(await stage.page.locator('.box-text').count(), 1);
    await stage.keys('Escape');
    assert.ok((await picture()) === before);
  });

  it('leaves out a hidden text', async () => {
    await stage.drag([800, 800]);
    await stage.keys('h');
    const hidden = await picture();
    await stage.host.type((all) => all.slice(0, 3));
    assert.ok(hidden === (await anew()));
  });
});
