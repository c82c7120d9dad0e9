import { ELEMENT_COLORS } from '../../../proof/color';

const HUES = ELEMENT_COLORS.length;

/** The class that gives an element its colour. */
export function hueClass(index: number): string {
  return `hue-${index % HUES}`;
}

/** Adds the rules of these classes to the page: one for each colour costs far less than a style for each box. */
export function addHues(page: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ELEMENT_COLORS.map(
      (color, hue) => `.hue-${hue} { --color: ${color}; --fill: ${color}1a; --strong: ${color}42; }`,
    ).join('\n'),
  );
  page.adoptedStyleSheets.push(sheet);
}
