import assert from 'node:assert/strict';
import fc from 'fast-check';
import { idOf, type XmlElement } from '../../../src/metadata/xml';
import { newBudget } from '../../../src/metadata/budget';
import { parseElement } from '../../../src/metadata/xml-reader';
import { writeXml } from '../../../src/metadata/xml-writer';
import {
  describe as describeImage,
  inAnyLanguage,
  propertyOf,
  merged,
  readPacket,
  withoutProperties,
  writePacket,
} from '../../../src/metadata/xmp';
import { ANY_TEXT, FOREIGN_XMP } from './pictures';

const EX = { prefix: 'ex', uri: 'http://example.com/ns/' };

async function readDescriptions(text: string): Promise<readonly XmlElement[]> {
  return (await readPacket(text, newBudget())).descriptions;
}

async function parseXml(text: string, start = 0): Promise<XmlElement | undefined> {
  return (await parseElement(text, start, newBudget()))?.element;
}

/** A normalized form, the same for everything that means the same. */
function meaningOf(node: XmlElement | string): unknown {
  if (typeof node === 'string') return node;
  const attributes = node.attributes.map((attribute) => [idOf(attribute), attribute.value]);
  return { id: idOf(node), attributes, children: node.children.map(meaningOf) };
}

describe('an XMP packet', () => {
  it('keeps any text that XML can hold', async () => {
    const odd = fc.constantFrom(
      ']]>',
      '<',
      '&',
      '"',
      "'",
      '\r\n',
      '\t',
      ' ',
      '<?xpacket end="w"?>',
      '&#x0;',
      '🚤',
    );
    const text = fc
      .array(fc.oneof(odd, ANY_TEXT), { minLength: 1 })
      .map((parts) => parts.join('').replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
      .filter((joined) => joined !== '');
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const packet = writePacket([describeImage(EX, { a: [value], b: inAnyLanguage(value) }, [])]);
        const read = await readDescriptions(packet);
        assert.equal(propertyOf(read, `${EX.uri}a`), value);
        assert.equal(propertyOf(read, `${EX.uri}b`), undefined, 'more than a text');
        assert.deepEqual(read, [describeImage(EX, { a: [value], b: inAnyLanguage(value) }, [])]);
        assert.equal(packet.split('<?xpacket').length, 3, 'begins and ends once');
      }),
    );
  });

  it('of another program keeps its meaning when it is rewritten', async () => {
    const read = await readDescriptions(FOREIGN_XMP);
    assert.equal(propertyOf(read, 'http://ns.adobe.com/xap/1.0/Rating'), '4');
    assert.equal(propertyOf(read, `${EX.uri}a`), '1 < 2\n3');
    const packet = writePacket(read);
    assert.deepEqual((await readDescriptions(packet)).map(meaningOf), read.map(meaningOf));
    assert.equal(writePacket(await readDescriptions(packet)), packet);
  });

  it('loses removed properties in both forms, and descriptions that become empty', async () => {
    const read = await readDescriptions(FOREIGN_XMP);
    const ids = ['http://ns.adobe.com/xap/1.0/Rating', `${EX.uri}a`, `${EX.uri}list`];
    const some = withoutProperties(read, new Set(ids.slice(1)));
    assert.deepEqual(
      some.map(({ attributes, children }) => [attributes.map(idOf).slice(1), children]),
      [[ids.slice(0, 1), []]],
    );
    assert.deepEqual(withoutProperties(read, new Set(ids)), []);
  });

  it('uses the same rdf:about as the descriptions beside it', async () => {
    const beside = describeImage(EX, { b: ['1'] }, await readDescriptions(FOREIGN_XMP));
    assert.equal(beside.attributes[0]?.value, 'uuid:1');
  });

  it('is parsed whatever surrounds it or is within a property, and says whether that is everything', async () => {
    const damages = [
      (text: string) => `${text}\0`,
      (text: string) => `junk < & \0 ${text} ${'\0'.repeat(2000)} & <junk`,
      (text: string) => text.replace('one', 'o & &nbsp; < \u0001 ne'),
    ];
    for (const damage of damages) {
      const read = await readPacket(damage(FOREIGN_XMP), newBudget());
      assert.equal(propertyOf(read.descriptions, `${EX.uri}a`), '1 < 2\n3');
      assert.equal(read.isReadable, true);
    }
    const packet = writePacket([describeImage(EX, { a: ['1'] }, [])]);
    const torn = await readPacket(packet.replace('</x:xmpmeta>', '</x>'), newBudget());
    assert.equal(propertyOf(torn.descriptions, `${EX.uri}a`), '1');
    assert.equal(torn.isReadable, false);
    assert.equal((await readPacket('words', newBudget())).isReadable, false);
  });

  it('is merged with another one: of a property in both the first counts', async () => {
    const other = [describeImage(EX, { a: ['another'], c: ['third'] }, [])];
    const both = merged([[], await readDescriptions(FOREIGN_XMP), other]);
    const values = ['a', 'c'].map((name) => propertyOf(both, EX.uri + name));
    assert.deepEqual(values, ['1 < 2\n3', 'third']);
    assert.deepEqual(
      both.map(({ attributes }) => attributes[0]?.value),
      ['uuid:1', 'uuid:1'],
      'about the same',
    );
  });

  it('may be empty', async () => {
    for (const packet of ['', 'x', '<a/>', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', writePacket([])]) {
      assert.deepEqual(await readDescriptions(packet), []);
    }
  });
});

describe('XML', () => {
  it('is parsed as it is meant', async () => {
    const text = `\ufeff<?xml version="1.0"?>\r\n<!-- <b> --><a xmlns="u:1" xmlns:p = 'u:2' p:x='"&apos;\n&#10;&#x1F6A4;'>
      <b>1<!-- c -->2<![CDATA[<&3>]]></b> <p:c xmlns:p="u:3" xml:lang="en"/>
    </a >\n`;
    const read = await parseXml(text, text.indexOf('<a'));
    assert.deepEqual(read && meaningOf(read), {
      id: 'u:1a',
      attributes: [['u:2x', '"\' \n🚤']],
      children: [
        { id: 'u:1b', attributes: [], children: ['12<&3>'] },
        {
          id: 'u:3c',
          attributes: [['http://www.w3.org/XML/1998/namespacelang', 'en']],
          children: [],
        },
      ],
    });
  });

  it('is written so that it is parsed to the same, whatever the prefixes', async () => {
    for (const text of [
      '<a xmlns="u:1"><b xmlns=""><c xmlns="u:2"/></b></a>',
      '<p:a xmlns:p="u:1"><p:b xmlns:p="u:2" p:x="1"/><p:c/></p:a>',
      '<a><b xmlns="u:1" xmlns:q="u:2" q:x="&#9;"/> words <c/></a>',
      '<x:a xmlns:x="another"><x:b/></x:a>',
    ]) {
      const read = await parseXml(text);
      assert.ok(read);
      const known = new Map([['x', 'adobe:ns:meta/']]);
      const around = await parseXml(`<x:r xmlns:x="adobe:ns:meta/">${writeXml(read, known)}</x:r>`);
      assert.deepEqual(around?.children.map(meaningOf), [meaningOf(read)], text);
    }
  });

  it('is parsed with characters that it does not allow, which become text or are replaced', async () => {
    for (const [inside, meant] of [
      ['a & b &nbsp; &amp &; &', 'a & b &nbsp; &amp &; &'],
      ['1 < 2 <= 3', '1 < 2 <= 3'],
      ['&#0;\u0001\ud800\0&#xD800;&#x110000;', '\ufffd'.repeat(6)],
    ] as const) {
      assert.deepEqual((await parseXml(`<a>${inside}</a>`))?.children, [meant]);
      assert.equal((await parseXml(`<a b="${inside}"/>`))?.attributes[0]?.value, meant);
    }
  });

  it('is parsed up to the end of the element, whatever follows', async () => {
    for (const behind of ['words', '\0', '<b/>', '</b>', '&', '<!-- ']) {
      const found = await parseElement(`<!-- --><a/>${behind}`, 8, newBudget());
      assert.deepEqual([found?.element.local, found?.end], ['a', 12]);
    }
  });

  it('is parsed as far as the budget allows', async () => {
    const text = `<a>${'<b c="d"/>'.repeat(1000)}</a>`;
    assert.equal((await parseElement(text, 0, { bytes: 0, nodes: 2002 }))?.element.children.length, 1000);
    assert.equal(await parseElement(text, 0, { bytes: 0, nodes: 2001 }), undefined);
  });

  for (const text of [
    '',
    'words',
    '<a>',
    '<a></b>',
    '<a b=c/>',
    '<a b="1" b="2"/>',
    '<a b="1/>',
    '<p:a/>',
    '<p:a xmlns:p=""/>',
    '<xmlns:a/>',
    '<a xmlns="http://www.w3.org/XML/1998/namespace"/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a><!-- </a>',
    '<a><![CDATA[ </a>',
    '<?xml <a/>',
    '<a'.repeat(1000),
    '<a>'.repeat(100_000),
    `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`,
  ]) {
    it(`is not parsed from ${JSON.stringify(text.slice(0, 50))}`, async () => {
      assert.equal(await parseXml(text), undefined);
    });
  }
});
