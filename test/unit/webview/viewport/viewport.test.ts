import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StageViewport } from '../../../../src/protocol/saved-state';
import { frameRect, panBy, panInto, scaleOf, zoomTo } from '../../../../src/webview/viewport/viewport';

const FRAME = { width: 1664, height: 2496 };
const STAGE = { width: 760, height: 600 };

const sides = fc.record({
  width: fc.integer({ min: 256, max: 4096 }),
  height: fc.integer({ min: 256, max: 4096 }),
});
const stages = fc.record({
  width: fc.integer({ min: 200, max: 2000 }),
  height: fc.integer({ min: 150, max: 1500 }),
});
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const scales = fc.double({ min: 0.02, max: 16, noNaN: true });
const viewports: fc.Arbitrary<StageViewport> = fc.oneof(
  fc.constant('fit' as const),
  fc.record({ scale: scales, x: unit, y: unit }),
);

describe('The viewport of the stage', () => {
  it('fits all of the frame, in its proportions and with space around it', () => {
    fc.assert(
      fc.property(sides, stages, (frame, stage) => {
        const { x, y, width, height } = frameRect('fit', frame, stage);
        assert.ok(Math.abs(width / height - frame.width / frame.height) < 1e-9);
        for (const air of [x, y, stage.width - x - width, stage.height - y - height]) assert.ok(air >= 23.5);
      }),
    );
  });

  it('keeps the point under the pointer in its position at any zoom, unless the frame would go out of sight', () => {
    fc.assert(
      fc.property(sides, stages, viewports, scales, unit, unit, (frame, stage, viewport, scale, u, v) => {
        const before = scaleOf(viewport, frame, stage);
        const middle = viewport === 'fit' ? { x: 0.5, y: 0.5 } : viewport;
        const anchor = {
          x: stage.width / 2 + (u - middle.x) * frame.width * before,
          y: stage.height / 2 + (v - middle.y) * frame.height * before,
        };
        const zoomed = zoomTo(viewport, scale, anchor, frame, stage);
        assert.ok(zoomed !== 'fit' && [zoomed.x, zoomed.y].every((at) => at >= 0 && at <= 1));
        const after = frameRect(zoomed, frame, stage);
        const off = { x: after.x + after.width * u - anchor.x, y: after.y + after.height * v - anchor.y };
        for (const axis of ['x', 'y'] as const) {
          // The frame is shown at whole pixels.
          const isHeld = zoomed[axis] === 0 || zoomed[axis] === 1;
          assert.ok(isHeld || Math.abs(off[axis]) <= 0.51, `${off[axis]} along ${axis}`);
        }
      }),
    );
  });

  it('keeps it over many small steps', () => {
    const anchor = { x: 433, y: 251 };
    let viewport: StageViewport = 'fit';
    const start = frameRect(viewport, FRAME, STAGE);
    const [u, v] = [(anchor.x - start.x) / start.width, (anchor.y - start.y) / start.height];
    for (let step = 0; step < 100; step++) {
      viewport = zoomTo(viewport, scaleOf(viewport, FRAME, STAGE) * 1.03, anchor, FRAME, STAGE);
      const { x, y, width, height } = frameRect(viewport, FRAME, STAGE);
      const off = Math.max(Math.abs(x + width * u - anchor.x), Math.abs(y + height * v - anchor.y));
      assert.ok(off <= 1, `${off} pixels off after ${step + 1} steps`);
    }
  });

  it('does not zoom beyond its limits', () => {
    const center = { x: 380, y: 300 };
    assert.equal(scaleOf(zoomTo('fit', 1000, center, FRAME, STAGE), FRAME, STAGE), 16);
    assert.equal(scaleOf(zoomTo('fit', 0, center, FRAME, STAGE), FRAME, STAGE), 0.02);
  });

  it('moves the frame by the given distance, and always keeps some of it in sight', () => {
    const by = fc.integer({ min: -3000, max: 3000 });
    fc.assert(
      fc.property(sides, stages, viewports, by, by, (frame, stage, viewport, dx, dy) => {
        const before = frameRect(viewport, frame, stage);
        const panned = panBy(viewport, dx, dy, frame, stage);
        const after = frameRect(panned, frame, stage);
        assert.equal(scaleOf(panned, frame, stage), scaleOf(viewport, frame, stage));
        if (panned !== 'fit' && panned.x > 0 && panned.x < 1) {
          assert.ok(Math.abs(after.x - before.x - dx) <= 1);
        }
        if (panned !== 'fit' && panned.y > 0 && panned.y < 1) {
          assert.ok(Math.abs(after.y - before.y - dy) <= 1);
        }
        assert.ok(after.x <= stage.width / 2 + 1 && after.x + after.width >= stage.width / 2 - 1);
        assert.ok(after.y <= stage.height / 2 + 1 && after.y + after.height >= stage.height / 2 - 1);
      }),
    );
  });

  it('moves as little as possible to bring a box into sight', () => {
    const viewport = { scale: 1, x: 0.5, y: 0.5 };
    const near = { x: 0.45, y: 0.45, width: 0.1, height: 0.1 };
    assert.equal(panInto('fit', near, FRAME, STAGE), 'fit');
    assert.equal(panInto(viewport, near, FRAME, STAGE), viewport);
    const far = { x: 0.9, y: 0.45, width: 0.1, height: 0.1 };
    const after = frameRect(panInto(viewport, far, FRAME, STAGE), FRAME, STAGE);
    assert.ok(Math.abs(after.x + after.width - (STAGE.width - 24)) <= 1);
    assert.equal(after.y, frameRect(viewport, FRAME, STAGE).y);
  });
});
