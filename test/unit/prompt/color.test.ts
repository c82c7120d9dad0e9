import assert from 'node:assert/strict';
import { normalColor } from '../../../src/prompt/color';

describe('the normal form of a color', () => {
  it('is uppercase #RRGGBB', () => {
    for (const [written, normal] of [
      ['#1B3A57', '#1B3A57'],
      ['#1b3a57', '#1B3A57'],
      [' 1b3A57 ', '#1B3A57'],
      ['0x1b3a57', '#1B3A57'],
      ['#abc', '#AABBCC'],
      ['#abcf', '#AABBCC'],
      ['#1b3a57ff', '#1B3A57'],
    ]) {
      assert.equal(normalColor(written ?? ''), normal);
    }
  });

  it('is unknown if something else is written, or the color is not opaque', () => {
    for (const written of [
      '',
      '#',
      '#12',
      '#12345',
      '#1234567',
      '#1b3a5780',
      '#abc8',
      'red',
      '##abcdef',
      'rgb(1,2,3)',
    ]) {
      assert.equal(normalColor(written), undefined);
    }
  });
});
