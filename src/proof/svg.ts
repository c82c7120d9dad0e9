import type { ProofNode } from './node';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

// The characters that XML 1.0 cannot contain, not even as a reference.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? '');
}

/** Writes a drawing as SVG. The same drawing gives the same bytes, and any string in it gives well-formed XML. */
export function toSvg(node: ProofNode): string {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
  if (node.children.length === 0) return `<${node.tag}${attributes}/>`;
  const content = node.children.map((child) => (typeof child === 'string' ? escapeXml(child) : toSvg(child)));
  // Line breaks only between elements: within a text they would be drawn as spaces.
  const separator = node.children.every((child) => typeof child !== 'string') ? '\n' : '';
  return `<${node.tag}${attributes}>${separator}${content.join(separator)}${separator}</${node.tag}>`;
}
