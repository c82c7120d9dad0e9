/** The bare page: boxes, and the least that picks one of them and moves it. */
import type { PromptElement, PromptModel } from '../../../src/prompt/model';

const HUES = ['#3b82f6', '#e8590c', '#2f9e44', '#9c36b5', '#0c8599', '#c2255c', '#5f3dc4', '#a07d00'];

const frame = document.getElementById('frame');
const data = document.getElementById('data')?.textContent;
if (!frame || data === undefined) throw new Error('The page has no frame or no data');
const { elements } = JSON.parse(data) as PromptModel;

function area({ bbox }: PromptElement): number {
  const [top, left, bottom, right] = bbox ?? [0, 0, 0, 0];
  return (bottom - top) * (right - left);
}

function part(name: string, text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = name;
  span.textContent = text;
  return span;
}

/** As large as it may be in its box, roughly. */
function words(text: string, width: number, height: number): HTMLElement {
  const lines = text.split('\n');
  const longest = Math.max(...lines.map(({ length }) => length));
  const span = part('words', text);
  span.style.fontSize = `${Math.min((width / longest) * 1.6, (height / lines.length) * 0.8)}px`;
  return span;
}

function boxOf(element: PromptElement, side: number): HTMLElement {
  const { index, kind, text, desc, bbox } = element;
  const [top, left, bottom, right] = bbox ?? [0, 0, 0, 0];
  const box = document.createElement('div');
  box.className = 'box';
  box.dataset['elementIndex'] = String(index);
  box.style.cssText =
    `left:${left / 10}%;top:${top / 10}%;width:${(right - left) / 10}%;height:${(bottom - top) / 10}%;` +
    `--hue:${HUES[index % HUES.length] ?? ''}`;
  if (text !== undefined) {
    box.append(words(text, ((right - left) * side) / 1000, ((bottom - top) * side) / 1000));
  }
  box.append(part('label', `${index + 1} ${kind} ${(text ?? desc).slice(0, 20)}`));
  return box;
}

const side = frame.clientWidth;
// The smaller above the larger, as they can be picked.
const sorted = elements.toSorted((a, b) => area(b) - area(a));
frame.append(...sorted.map((element) => boxOf(element, side)));

let picked: HTMLElement | null = null;
let from: { readonly x: number; readonly y: number } | undefined;

frame.addEventListener('pointerdown', (event) => {
  if (!(event.target instanceof Element)) return;
  picked?.setAttribute('aria-pressed', 'false');
  picked = event.target.closest<HTMLElement>('.box');
  picked?.setAttribute('aria-pressed', 'true');
  from = { x: event.clientX, y: event.clientY };
});
window.addEventListener('pointermove', (event) => {
  if (!picked || !from) return;
  picked.style.transform = `translate(${event.clientX - from.x}px, ${event.clientY - from.y}px)`;
});
window.addEventListener('pointerup', () => (from = undefined));
