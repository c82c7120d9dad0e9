import assert from 'node:assert/strict';
import { openStage, type StagePage } from './support/stage-page';

describe('Snapping on the stage', function () {
  this.timeout(20_000);
  let stage: StagePage;
  before(async () => (stage = await openStage({ viewOptions: { snap: true } })));
  beforeEach(() => stage.reset());
  after(() => stage.close());

  const guides = () =>
    stage.page
      .locator('.guide')
      .evaluateAll((lines) =>
        lines.map((line) => `${line.getAttribute('class')?.slice(-1)}${line.getAttribute('style')}`),
      );
  const box = async () => {
    const edit = await stage.host.one();
    return edit.kind === 'place' ? edit.boxes[0]?.bbox : undefined;
  };

  it('snaps to an edge of another box, and shows a line only while it does', async () => {
    await stage.press([200, 200], [294, 216]);
    assert.deepEqual(await guides(), ['xleft: 20%;', 'xleft: 30%;', 'xleft: 40%;']);
    await stage.release();
    assert.deepEqual(await guides(), []);
    assert.deepEqual(await box(), [116, 200, 316, 400]);
  });

  it('snaps to the middle and the edge of the frame', async () => {
    await stage.drag([200, 200], [498, 106]);
    assert.deepEqual(await box(), [0, 400, 200, 600]);
  });

  it('snaps the dragged edge to a third of the frame', async () => {
    await stage.drag([200, 200]);
    await stage.press([300, 200], [338, 200]);
    assert.deepEqual(await guides(), ['xleft: 33.3%;']);
    await stage.release();
    assert.deepEqual(await box(), [100, 100, 300, 333]);
  });

  it('is suspended by Alt', async () => {
    await stage.press([200, 200]);
    await stage.page.keyboard.down('Alt');
    await stage.move([294, 240]);
    assert.deepEqual(await guides(), []);
    await stage.release();
    assert.deepEqual(await box(), [140, 194, 340, 394]);
  });

  it('stays on the axis that Shift keeps it on', async () => {
    await stage.press([200, 200]);
    await stage.page.keyboard.down('Shift');
    await stage.move([294, 206]);
    await stage.release();
    assert.deepEqual(await box(), [100, 200, 300, 400]);
  });

  it('snaps to the lines of the grid when it is on', async () => {
    await stage.panel.page.getByRole('button', { name: 'Grid' }).click();
    await stage.panel.page.getByRole('button', { name: 'Snap' }).click();
    await stage.drag([200, 200], [232, 264]);
    assert.deepEqual(await box(), [175, 125, 375, 325]);
    await stage.page.keyboard.down('Alt');
    await stage.drag([240, 260], [242, 270]);
    assert.deepEqual(await box(), [185, 127, 385, 327]);
  });
});
