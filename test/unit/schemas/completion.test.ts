import assert from 'node:assert/strict';
import { mistakes } from './compiled';
import { completions, type Form, hover, labels, problems, swatches, type Kind } from './service';

const FORMS: readonly Form[] = ['strict', 'editor'];

/** In both forms of the schemas. */
function offers(what: string, kind: Kind, marked: string, ...expected: string[]): void {
  for (const form of FORMS) offersIn(form, what, kind, marked, ...expected);
}

function offersIn(form: Form, what: string, kind: Kind, marked: string, ...expected: string[]): void {
  it(`${what} (${form})`, async () => assert.deepEqual(await labels(kind, marked, form), expected));
}

/** A snippet's text as it is when nothing is filled in; of a choice the first. */
function filledIn(snippet: string): string {
  return snippet.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');
}

function inElements(marked: string): string {
  return `{ "compositional_deconstruction": { "elements": [ ${marked} ] } }`;
}

function inStyle(marked: string): string {
  return `{ "style_description": ${marked} }`;
}

describe('completion', () => {
  describe('of keys follows the trained order', () => {
    const composition = '{ "compositional_deconstruction": { | } }';
    const top = ['high_level_description', 'style_description', 'compositional_deconstruction'];
    offers('at the root', 'structured-prompt', '{ | }', ...top);
    offers('in a task', 'image-task', '{ "settings": { "structuredPrompt": { | } } }', ...top);
    offers('in the composition', 'structured-prompt', composition, 'background', 'elements');
    offers(
      'in a style, both ways open',
      'structured-prompt',
      inStyle('{ | }'),
      ...['aesthetics', 'lighting', 'photo', 'medium', 'art_style', 'color_palette'],
    );
    offers(
      'in a photo style, without art_style',
      'structured-prompt',
      inStyle('{ "photo": "85mm", | }'),
      ...['aesthetics', 'lighting', 'medium', 'color_palette'],
    );
    offers(
      'in another style, without photo',
      'structured-prompt',
      inStyle('{ "art_style": "ink", | }'),
      ...['aesthetics', 'lighting', 'medium', 'color_palette'],
    );
    offers(
      'in an obj, without text',
      'structured-prompt',
      inElements('{ "type": "obj", | }'),
      ...['bbox', 'desc', 'color_palette'],
    );
    offers(
      'in a text element',
      'structured-prompt',
      inElements('{ "type": "text", | }'),
      ...['bbox', 'text', 'desc', 'color_palette'],
    );
    offers(
      'in a task, positivePrompt gone once there is a structured prompt',
      'image-task',
      '{ "settings": { "structuredPrompt": {} }, | }',
      ...['taskType', 'taskUUID', 'model', 'width', 'height', 'outputType', 'outputFormat', 'outputQuality'],
      ...['numberResults', 'includeCost', 'deliveryMethod', 'ttl', 'webhookURL', 'uploadEndpoint', 'safety'],
    );
  });

  describe('of values', () => {
    offers('element types', 'structured-prompt', inElements('{ "type": | }'), '"obj"', '"text"');
    offers('inside the quotes too', 'structured-prompt', inElements('{ "type": "|" }'), '"obj"', '"text"');
    offers('speeds from fast to slow', 'image-task', '{ "settings": { "renderingSpeed": | } }', ...speeds());
    offers('output types', 'image-task', '{ "outputType": | }', '"URL"', '"base64Data"', '"dataURI"');
    offersIn(
      'strict',
      'the heights of the width',
      'image-task',
      '{ "width": 1440, "height": | }',
      ...['2560', '2880'],
    );
    offers('the model', 'image-task', '{ "model": | }', '"ideogram:4@0"');

    it('says what each value means', async () => {
      for (const marked of [
        '{ "settings": { "renderingSpeed": | } }',
        '{ "outputFormat": | }',
        '{ "width": | }',
      ]) {
        for (const item of await completions('image-task', marked)) assert.ok(item.documentation, item.label);
      }
    });

    it('suggests words for every free text of a style', async () => {
      for (const key of ['aesthetics', 'lighting', 'photo', 'medium', 'art_style']) {
        const offered = await labels('structured-prompt', inStyle(`{ "${key}": | }`));
        assert.ok(offered.length > 1, key);
        assert.ok(offered.every((label) => /^"[^"]+"$/.test(label), key));
      }
    });

    it('suggests words for the lettering of a text element only', async () => {
      const typefaces = await labels('structured-prompt', inElements('{ "type": "text", "desc": | }'));
      assert.ok(typefaces.includes('"bold sans-serif"'));
      assert.deepEqual(await labels('structured-prompt', inElements('{ "type": "obj", "desc": | }')), []);
    });

    it('leaves to the extension what it offers itself', async () => {
      const of = (kind: Kind, marked: string) => labels(kind, marked, 'editor');
      assert.deepEqual(await of('image-task', '{ "width": | }'), []);
      assert.deepEqual(await of('image-task', '{ "width": 1440, "height": | }'), []);
      for (const key of ['aesthetics', 'lighting', 'photo', 'art_style']) {
        assert.deepEqual(await of('structured-prompt', inStyle(`{ "${key}": | }`)), []);
        assert.deepEqual(await of('structured-prompt', inStyle(`{ "${key}": "a|" }`)), []);
      }
      assert.deepEqual(await of('structured-prompt', inElements('{ "type": "text", "desc": "|" }')), []);
    });

    it('asks for the suggestions of the extension after a key', async () => {
      const style = await completions('structured-prompt', inStyle('{ | }'), 'editor');
      const task = await completions('image-task', '{ | }', 'editor');
      for (const key of ['aesthetics', 'lighting', 'photo', 'art_style', 'width', 'height']) {
        const item = [...style, ...task].find(({ label }) => label === key);
        assert.equal(item?.insertText, `"${key}": $1`);
        assert.equal(item.command?.command, 'editor.action.triggerSuggest');
      }
    });
  });

  describe('of snippets', () => {
    offers(
      'whole prompts',
      'structured-prompt',
      '|',
      'Structured prompt: design with text',
      'Structured prompt: photograph',
    );
    offers('whole tasks', 'image-task', '|', 'Task with a sentence', 'Task with a structured prompt');
    offers(
      'tasks of an array',
      'image-task',
      '[ | ]',
      'Task with a sentence',
      'Task with a structured prompt',
    );
    offers(
      'styles',
      'structured-prompt',
      inStyle('|'),
      'Style: illustration, design or render',
      'Style: photograph',
    );
    offers('elements', 'structured-prompt', inElements('|'), 'Element: obj', 'Element: text');

    it('are valid once filled in', async () => {
      const prompts = await completions('structured-prompt', '|');
      const tasks = await completions('image-task', '|');
      assert.ok(prompts.length > 0 && tasks.length > 0);
      for (const [kind, items] of [
        ['structured-prompt', prompts],
        ['image-task', tasks],
      ] as const) {
        for (const item of items) {
          const text = filledIn(item.insertText ?? '');
          assert.deepEqual(mistakes(kind, JSON.parse(text)), [], item.label);
        }
      }
    });

    it('write boxes and palettes on one line with their key', async () => {
      const items = await completions('structured-prompt', inElements('{ "type": "obj", | }'));
      const inserted = (key: string) => items.find((item) => item.label === key)?.insertText;
      assert.equal(inserted('bbox'), '"bbox": [${1:100}, ${2:100}, ${3:900}, ${4:900}]');
      assert.equal(inserted('color_palette'), '"color_palette": ["${1:#F4EDE4}", "${2:#1B3A57}"]');
    });

    it('complete the height that goes with the width', async () => {
      const items = await completions('image-task', '{ "width": 2048, | }');
      assert.equal(items.find((item) => item.label === 'height')?.insertText, '"height": ${1:2048}');
    });
  });
});

describe('hover', () => {
  function says(what: string, kind: Kind, marked: string, expected: RegExp): void {
    for (const form of FORMS) {
      it(`${what} (${form})`, async () => assert.match(await hover(kind, marked, form), expected));
    }
  }
  const box = (edges: string) => inElements(`{ "type": "obj", "bbox": [${edges}] }`);

  says('on the root', 'structured-prompt', '|{ }', /trained on, \*\*in this key order\*\*/);
  says(
    'on a key that depends on another',
    'structured-prompt',
    inStyle('{ "pho|to": "x" }'),
    /lens, aperture/,
  );
  says('on text', 'structured-prompt', inElements('{ "type": "text", "te|xt": "A" }'), /literal characters/);
  says(
    'on an element type',
    'structured-prompt',
    inElements('{ "type": "te|xt" }'),
    /`text`: Lettering to render/,
  );
  says('on the first edge of a box', 'structured-prompt', box('|1, 2, 3, 4'), /`y_min`: the top edge/);
  says('on the last edge of a box', 'structured-prompt', box('1, 2, 3, |4'), /`x_max`: the right edge/);
  says('on the size', 'image-task', '{ "width": 20|48, "height": 2048 }', /With height 2048: 1:1/);
  says('on a speed', 'image-task', '{ "settings": { "renderingSpeed": "TUR|BO" } }', /cheapest/);
});

describe('color swatches', () => {
  const prompt = inElements('{ "type": "obj", "color_palette": ["#AABBCC", "#001122"] }');

  it('stand at every color of a palette', async () => {
    assert.deepEqual(await swatches('structured-prompt', prompt), ['"#AABBCC"', '"#001122"']);
  });

  it('are left to the extension, whose picker writes uppercase', async () => {
    assert.deepEqual(await swatches('structured-prompt', prompt, 'editor'), []);
  });
});

describe('the form of the schemas for the editor', () => {
  it('reports nothing: the linter does', async () => {
    const wrong = inElements('{ "type": "object", "bbox": [0.5], "color_palette": ["red"], "x": 1 }');
    for (const text of [wrong, '{}', '[]', '3', inStyle('"x"')]) {
      assert.notDeepEqual(await problems('structured-prompt', text), [], text);
      assert.deepEqual(await problems('structured-prompt', text, 'editor'), [], text);
      const task = `[{ "width": 7, "settings": { "structuredPrompt": ${text} } }]`;
      assert.notDeepEqual(await problems('image-task', task), [], task);
      assert.deepEqual(await problems('image-task', task, 'editor'), [], task);
    }
  });

  it('has everything else that the published form has', async () => {
    const keys = (form: Form) => completions('structured-prompt', inElements('{ | }'), form);
    assert.deepEqual(await keys('editor'), await keys('strict'));
  });
});

function speeds(): string[] {
  return ['"TURBO"', '"DEFAULT"', '"QUALITY"'];
}
