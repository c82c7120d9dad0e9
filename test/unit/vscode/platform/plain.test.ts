import assert from 'node:assert/strict';
import { plain } from '../../../../src/vscode/platform/plain';

/** How VS Code finds links in the text of a notification. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('plain', () => {
  for (const words of [
    '[a](command:workbench.action.quit)',
    '[[a](file:///etc/passwd)]',
    '[a]](https://x.test)',
    '[a](](command:b)',
  ]) {
    it(`removes the link from ${words} and keeps every word`, () => {
      assert.ok(!LINK.test(plain(words)));
      assert.equal(plain(words).replaceAll(' ', ''), words);
    });
  }

  it('does not change other texts', () => {
    assert.equal(plain('The field elements[2] (a box) is wrong.'), 'The field elements[2] (a box) is wrong.');
  });
});
