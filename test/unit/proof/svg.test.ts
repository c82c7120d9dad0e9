import assert from 'node:assert/strict';
import { toSvg } from '../../../src/proof/svg';

const text = (content: string): string => toSvg({ tag: 'text', attributes: {}, children: [content] });

describe('toSvg', () => {
  it('escapes markup in texts and attributes', () => {
    assert.equal(
      toSvg({ tag: 'a', attributes: { b: '"<&>\n' }, children: ['<script>"&amp;'] }),
      '<a b="&quot;&lt;&amp;&gt;&#10;">&lt;script&gt;&quot;&amp;amp;</a>',
    );
  });

  it('replaces what XML cannot hold, and keeps everything else', () => {
    assert.equal(text('a\u0000b\u001Fc\uFFFEd\uD800e'), '<text>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe</text>');
    assert.equal(text(' 🎉 שלום \u00A0é '), '<text> 🎉 שלום \u00A0é </text>');
  });

  it('adds no white space to a text', () => {
    assert.equal(text('x'), '<text>x</text>');
    assert.equal(toSvg({ tag: 'g', attributes: { n: 1.5 }, children: [] }), '<g n="1.5"/>');
  });
});
