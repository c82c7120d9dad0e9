import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_SIZE, findSize, formatSize, parseSize, SIZES } from '../../../src/task/sizes';

describe('sizes', () => {
  it('are the 21 of the service, each in its other orientation too', () => {
    assert.equal(SIZES.length, 21);
    assert.equal(new Set(SIZES.map(formatSize)).size, 21);
    for (const { width, height, ratio } of SIZES) {
      assert.equal(findSize(height, width)?.ratio, ratio.split(':').reverse().join(':'));
    }
    assert.ok(SIZES.some((size) => formatSize(size) === formatSize(DEFAULT_SIZE)));
  });

  it('have exactly the ratio they are said to have', () => {
    for (const { width, height, ratio } of SIZES) {
      const [across, down] = ratio.split(':').map(Number) as [number, number];
      assert.equal(width * down, height * across, `${width}x${height} is no ${ratio}`);
    }
  });

  it('are read as they are written, with either sign', () => {
    for (const size of SIZES) {
      assert.equal(parseSize(formatSize(size)), size);
      assert.equal(parseSize(` ${size.width} × ${size.height} `), size);
    }
  });

  it('are nothing else', () => {
    for (const text of [
      '',
      '2048',
      '2048x',
      '2048x2049',
      '-2048x2048',
      '2048x2048x2048',
      '0x0',
      '2048.0x2048',
    ]) {
      assert.equal(parseSize(text), undefined, text);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const size = parseSize(text);
        assert.ok(size === undefined || SIZES.includes(size));
      }),
    );
  });
});
