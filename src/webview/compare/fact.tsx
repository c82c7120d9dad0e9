import { factText } from '../../diff/describe/sentences';
import { isShort } from '../../diff/describe/short-json';
import { textDiff, type TextSegment } from '../../diff/describe/text-diff';
import type { Fact } from '../../diff/describe/view';
import { type Text, usePanel } from '../context';

/** How much unchanged text is shown on each side of a change, in characters. */
const CONTEXT = 24;

/** One fact about a change, with removed and added parts marked. */
export function FactView({ fact }: { readonly fact: Fact }) {
  const { text } = usePanel();
  switch (fact.kind) {
    case 'text':
      return (
        <span class="fact">
          {partName(text, fact.part)} <Exchange from={fact.from} to={fact.to} />
        </span>
      );
    case 'color':
      return (
        <span class="fact">
          <Color {...fact} />
        </span>
      );
    default:
      return <span class="fact">{factText(fact, text)}</span>;
  }
}

function partName(text: Text, part: Extract<Fact, { kind: 'text' }>['part']): string | null {
  switch (part) {
    case 'whole':
      return null;
    case 'text':
      return text('changeText', '').trim();
    case 'desc':
      return text('changeDesc', '').trim();
    case 'type':
      return text('changeType', '').trim();
  }
}

interface Values {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The old and the new text; for long texts, only the words that differ. */
export function Exchange({ from, to }: Values) {
  const areShort = [from, to].every((words) => words === undefined || isShort(words));
  if (from !== undefined && to !== undefined && !areShort) {
    return (
      <span class="exchange">
        {textDiff(from, to).map((segment, index, all) => (
          <Segment key={index} segment={segment} first={index === 0} last={index === all.length - 1} />
        ))}
      </span>
    );
  }
  return (
    <>
      {from !== undefined && <del>{from}</del>}
      {to !== undefined && <ins>{to}</ins>}
    </>
  );
}

interface SegmentProps {
  readonly segment: TextSegment;
  readonly first: boolean;
  readonly last: boolean;
}

function Segment({ segment: { kind, text }, first, last }: SegmentProps) {
  if (kind === 'removed') return <del>{text}</del>;
  if (kind === 'added') return <ins>{text}</ins>;
  const room = (first || last ? 1 : 2) * CONTEXT;
  if (text.length <= room + 1) return <>{text}</>;
  const before = first ? '' : text.slice(0, CONTEXT);
  const after = last ? '' : text.slice(-CONTEXT);
  return <>{`${before}…${after}`}</>;
}

function Color({ change, color }: Extract<Fact, { kind: 'color' }>) {
  const swatch = <i class="swatch" style={{ backgroundColor: color }} />;
  return change === 'removed' ? (
    <del>
      {swatch}
      {color}
    </del>
  ) : (
    <ins>
      {swatch}
      {color}
    </ins>
  );
}
