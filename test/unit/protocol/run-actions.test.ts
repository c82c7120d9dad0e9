import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ACTION_IDS,
  type ActionId,
  actionOf,
  type ImageFacts,
  isImageAction,
  isOnImages,
  isPageAction,
  isPossible,
  isRunAction,
  type RunFacts,
} from '../../../src/protocol/run-actions';

const IMAGE: ImageFacts = { state: 'ready', seed: 1, favorite: false };
const RUN: RunFacts = {
  backend: 'runware',
  active: false,
  resumable: false,
  speed: 'TURBO',
  hasPrompt: true,
  results: [IMAGE],
};

/** What changes where a fact about a run or an image is another one. */
function changes(run: Partial<RunFacts>, image: Partial<ImageFacts>): readonly string[] {
  const before = ACTION_IDS.filter((id) => isPossible(id, RUN, IMAGE));
  const after = ACTION_IDS.filter((id) => isPossible(id, { ...RUN, ...run }, { ...IMAGE, ...image }));
  return [
    ...before.filter((id) => !after.includes(id)).map((id) => `-${id}`),
    ...after.filter((id) => !before.includes(id)).map((id) => `+${id}`),
  ];
}

describe('the table of run actions', () => {
  it('offers everything for an image that is there but what its state rules out', () => {
    const impossible = ACTION_IDS.filter((id) => !isPossible(id, RUN, IMAGE));
    assert.deepEqual(impossible, ['removeFavorite', 'resume', 'cancel']);
  });

  const cases: readonly (readonly [string, Partial<RunFacts>, Partial<ImageFacts>, readonly string[]])[] = [
    ['a run that is worked on', { active: true }, {}, ['-deleteRun', '+cancel']],
    ['a run that can be resumed', { resumable: true }, {}, ['+resume']],
    ['a run without a structured prompt', { hasPrompt: false }, {}, ['-usePrompt']],
    ['a run at quality', { speed: 'QUALITY' }, {}, ['-againQuality']],
    ['a proof', { backend: 'proof' }, {}, ['-again', '-againQuality', '-copyRequest', '-copyCurl']],
    ['a run without images', { results: [{ state: 'missing' }] }, {}, ['-saveAllImages']],
    ['a favorite', {}, { favorite: true }, ['-addFavorite', '+removeFavorite']],
    ['an image without a known seed', {}, { seed: null }, ['-copySeed']],
    [
      'an image whose file is gone',
      {},
      { state: 'missing' },
      ['-viewAlone', '-compareWithShown', '-saveImage', '-copyImage', '-revealImage', '-copyFilePath'],
    ],
    [
      'an image that is awaited',
      {},
      { state: 'pending', seed: null },
      [
        '-viewAlone',
        '-compareWithShown',
        '-addFavorite',
        '-editNote',
        '-saveImage',
        '-copyImage',
        '-revealImage',
        '-copyFilePath',
        '-copySeed',
      ],
    ],
  ];
  for (const [what, run, image, expected] of cases) {
    it(`knows what is possible for ${what}`, () => assert.deepEqual(changes(run, image), expected));
  }

  it('offers nothing about an image for a run as a whole', () => {
    const possible = ACTION_IDS.filter((id) => isPossible(id, RUN, null));
    assert.ok(possible.length > 0 && possible.every(isRunAction));
  });

  it('gives each action to the host, for a run or for an image, or to the page', () => {
    for (const id of ACTION_IDS) {
      const kinds = [isRunAction(id), isImageAction(id), isPageAction(id)].filter(Boolean);
      assert.equal(kinds.length, 1, id);
    }
    assert.ok(![isRunAction, isImageAction, isPageAction].some((test) => test('toString')));
  });

  it('keeps what changes a run as a whole away from its images in the tree', () => {
    assert.deepEqual(
      ACTION_IDS.filter((id) => !isOnImages(id)),
      ['resume', 'cancel', 'deleteRun'],
    );
  });

  it('has one label and one icon for each action, and one action for each key', () => {
    const distinct = (of: (id: ActionId) => string) => new Set(ACTION_IDS.map(of)).size;
    assert.equal(
      distinct((id) => actionOf(id).label),
      ACTION_IDS.length,
    );
    assert.equal(
      distinct((id) => actionOf(id).icon),
      ACTION_IDS.length,
    );
    for (const image of [IMAGE, { ...IMAGE, favorite: true }]) {
      const keys = ACTION_IDS.filter((id) => isPossible(id, RUN, image)).flatMap(
        (id) => actionOf(id).key ?? [],
      );
      assert.equal(new Set(keys).size, keys.length);
    }
  });

  it('lists the groups of the menu one after the other', () => {
    const groups = ACTION_IDS.map((id) => actionOf(id).group);
    const starts = groups.filter((group, at) => group !== groups[at - 1]);
    assert.equal(new Set(starts).size, starts.length);
  });

  it('has the labels that are translated, as literals', () => {
    const file = path.resolve(import.meta.dirname, '../../../src/vscode/run-actions/labels.ts');
    const literals = [...readFileSync(file, 'utf8').matchAll(/^ {4}(\w+): l10n\.t\('([^']*)'\),$/gm)];
    assert.deepEqual(
      literals.map(([, id, label]) => [id, label]),
      ACTION_IDS.map((id) => [id, actionOf(id).label]),
    );
  });
});
