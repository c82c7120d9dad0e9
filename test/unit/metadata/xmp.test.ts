import assert from 'node:assert/strict';
import fc from 'fast-check';
import { idOf, type XmlElement } from '../../../src/metadata/xml';
import { parseXml } from '../../../src/metadata/xml-reader';
import { writeXml } from '../../../src/metadata/xml-writer';
import {
  describe as describeImage,
  inAnyLanguage,
  propertyOf,
  readDescriptions,
  withoutProperties,
  writePacket,
} from '../../../src/metadata/xmp';
import { ANY_TEXT, FOREIGN_XMP } from './pictures';

const EX = { prefix: 'ex', uri: 'http://example.com/ns/' };

/** What means the same, however it is written. */
function meaningOf(node: XmlElement | string): unknown {
  if (typeof node === 'string') return node;
  const attributes = node.attributes.map((attribute) => [idOf(attribute), attribute.value]);
  return { id: idOf(node), attributes, children: node.children.map(meaningOf) };
}

describe('an XMP packet', () => {
  it('holds any text that XML can hold, as it was', () => {
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
    fc.assert(
      fc.property(text, (value) => {
        const packet = writePacket([describeImage(EX, { a: [value], b: inAnyLanguage(value) }, [])]);
        const read = readDescriptions(packet);
        assert.equal(propertyOf(read, `${EX.uri}a`), value);
        assert.equal(propertyOf(read, `${EX.uri}b`), undefined, 'more than a text');
        assert.deepEqual(read, [describeImage(EX, { a: [value], b: inAnyLanguage(value) }, [])]);
        assert.equal(packet.split('<?xpacket').length, 3, 'begins and ends once');
      }),
    );
  });

  it('of someone else keeps its meaning when it is written again', () => {
    const read = readDescriptions(FOREIGN_XMP);
    assert.equal(propertyOf(read, 'http://ns.adobe.com/xap/1.0/Rating'), '4');
    assert.equal(propertyOf(read, `${EX.uri}a`), '1 < 2\n3');
    const packet = writePacket(read);
    assert.deepEqual(readDescriptions(packet).map(meaningOf), read.map(meaningOf));
    assert.equal(writePacket(readDescriptions(packet)), packet);
  });

  it('loses the properties that are taken out, in either form, and what is then empty', () => {
    const read = readDescriptions(FOREIGN_XMP);
    const ids = ['http://ns.adobe.com/xap/1.0/Rating', `${EX.uri}a`, `${EX.uri}list`];
    const some = withoutProperties(read, new Set(ids.slice(1)));
    assert.deepEqual(
      some.map(({ attributes, children }) => [attributes.map(idOf).slice(1), children]),
      [[ids.slice(0, 1), []]],
    );
    assert.deepEqual(withoutProperties(read, new Set(ids)), []);
  });

  it('says that it is about the same as what it stands beside', () => {
    const beside = describeImage(EX, { b: ['1'] }, readDescriptions(FOREIGN_XMP));
    assert.equal(beside.attributes[0]?.value, 'uuid:1');
  });

  it('may say nothing', () => {
    for (const packet of ['', 'x', '<a/>', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', writePacket([])]) {
      assert.deepEqual(readDescriptions(packet), []);
    }
  });
});

describe('XML', () => {
  it('is read as it is meant', () => {
    const read =
      parseXml(`\ufeff<?xml version="1.0"?>\r\n<!-- <b> --><a xmlns="u:1" xmlns:p = 'u:2' p:x='"&apos;\n&#10;&#x1F6A4;'>
      <b>1<!-- c -->2<![CDATA[<&3>]]></b> <p:c xmlns:p="u:3" xml:lang="en"/>
    </a >\n`);
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

  it('is written so that it is read the same, whatever the prefixes', () => {
    for (const text of [
      '<a xmlns="u:1"><b xmlns=""><c xmlns="u:2"/></b></a>',
      '<p:a xmlns:p="u:1"><p:b xmlns:p="u:2" p:x="1"/><p:c/></p:a>',
      '<a><b xmlns="u:1" xmlns:q="u:2" q:x="&#9;"/> words <c/></a>',
      '<x:a xmlns:x="another"><x:b/></x:a>',
    ]) {
      const read = parseXml(text);
      assert.ok(read);
      const known = new Map([['x', 'adobe:ns:meta/']]);
      const around = parseXml(`<x:r xmlns:x="adobe:ns:meta/">${writeXml(read, known)}</x:r>`);
      assert.deepEqual(around?.children.map(meaningOf), [meaningOf(read)], text);
    }
  });

  for (const text of [
    '',
    'words',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>words',
    '<a b=c/>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a b="1/>',
    '<a>&nbsp;</a>',
    '<a>&amp</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>\u0001</a>',
    '<a>\ud800</a>',
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
    it(`is not read from ${JSON.stringify(text.slice(0, 50))}`, () => {
      assert.equal(parseXml(text), undefined);
    });
  }
});
