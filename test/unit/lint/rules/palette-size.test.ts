import assert from 'node:assert/strict';
import { paletteSize } from '../../../../src/lint/rules/palette-size';
import { problemsOf, withElements } from '../run-rule';

function colors(count: number): string {
  return Array.from({ length: count }, (_, index) => `"#00000${(index % 10).toString()}"`).join(', ');
}

function style(count: number): string {
  return `{ "style_description": { "color_palette": [${colors(count)}] } }`;
}

describe('palette-size', () => {
  it('allows 16 colors for the style and 5 for an element', () => {
    assert.deepEqual(problemsOf(paletteSize, style(16)), []);
    assert.deepEqual(problemsOf(paletteSize, withElements(`{ "color_palette": [${colors(5)}] }`)), []);
  });

  it('underlines the surplus colors and says how many are allowed', () => {
    const [problem, ...more] = problemsOf(paletteSize, style(18));
    assert.equal(problem?.at, '"#000006", "#000007"');
    assert.equal(problem.path, 'style_description.color_palette');
    assert.match(problem.message, /18 colors.*at most 16/);
    assert.deepEqual(more, []);
  });

  it('offers to keep the first ones, as a choice', () => {
    const text = withElements('{ "color_palette": ["#1", "#2", "#3", "#4", "#5", // five\n "#6", "#7",] }');
    const [fix] = problemsOf(paletteSize, text)[0]?.fixes ?? [];
    assert.equal(fix?.certain, false);
    assert.equal(fix.result, withElements('{ "color_palette": ["#1", "#2", "#3", "#4", "#5",] }'));
  });

  it('leaves a palette that is no array to another rule', () => {
    assert.deepEqual(problemsOf(paletteSize, withElements('{ "color_palette": "#000000" }')), []);
  });
});
