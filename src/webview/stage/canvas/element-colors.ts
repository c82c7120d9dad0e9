import { ELEMENT_COLORS } from '../../../proof/color';

const COLORS = ELEMENT_COLORS.length;

/** The class that gives an element its color. */
export function colorClass(index: number): string {
  return `color-${index % COLORS}`;
}

/** Adds the rules of these classes to the page. A rule for each color costs far less than a style for each box. */
export function addElementColors(page: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ELEMENT_COLORS.map(
      (color, index) => `.color-${index} { --color: ${color}; --fill: ${color}1a; --strong: ${color}42; }`,
    ).join('\n'),
  );
  page.adoptedStyleSheets.push(sheet);
}
