import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { legalBox } from '../../../layout/boxes/legal';
import type { StageProblem } from '../../../protocol/stage';
import { usePanel } from '../../context';
import { Icon } from '../../parts/icon';
import { LinkButton } from '../../parts/buttons';
import { problemsByElement } from '../model/problems';
import type { StageModel } from '../model/stage-model';

const ICONS = { error: 'error', warning: 'warning', information: 'info', hint: 'lightbulb' } as const;
const RANKS = Object.keys(ICONS);
/** The gap between a card and the edge of the stage, in CSS pixels. */
const CARD_AIR = 4;

function worst(problems: readonly StageProblem[]): StageProblem['severity'] {
  return problems
    .map(({ severity }) => severity)
    .reduce((a, b) => (RANKS.indexOf(b) < RANKS.indexOf(a) ? b : a));
}

/** A mark on each box that has problems. Hover, focus or click shows the messages and fixes. */
export function ProblemMarks({ model }: { readonly model: StageModel }) {
  const { post } = usePanel();
  const problems = model.problems.value;
  const hidden = model.hidden.value;
  const previews = model.previews.elements.value;
  const [open, setOpen] = useState<number | null>(null);
  // Moving boxes have no mark, since the problems may no longer apply.
  const shown = [...problemsByElement(problems)].flatMap(([index, list]) => {
    const bbox = hidden.has(index) || previews.has(index) ? undefined : model.elements[index]?.bbox;
    return bbox ? [{ index, list, box: legalBox(bbox) }] : [];
  });

  const mend = ({ element, message }: StageProblem, fix: string) => {
    const { value: snapshot } = model.snapshot;
    if (!snapshot) return;
    const { uri: document, version, task } = snapshot;
    post({ type: 'fix', document, version, task, element, message, fix });
  };

  // Together with the card: Escape may be pressed before anything is painted.
  useLayoutEffect(() => {
    if (open === null) return undefined;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(null);
    };
    window.addEventListener('keydown', close, true);
    return () => window.removeEventListener('keydown', close, true);
  }, [open]);

  return (
    <>
      {shown.map(({ index, list, box: [top, , , right] }) => {
        return (
          <div
            key={index}
            class="mark-place"
            style={{ left: `${right / 10}%`, top: `${top / 10}%` }}
            onPointerEnter={() => setOpen(index)}
            onPointerLeave={() => setOpen(null)}
            onFocusIn={() => setOpen(index)}
            onFocusOut={({ currentTarget, relatedTarget }) => {
              if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOpen(null);
            }}
          >
            <Mark list={list} open={index === open} onClick={() => setOpen(index)} />
            {index === open && (
              <Card
                list={list}
                toLeft={right > 500}
                toTop={top > 500}
                onFix={(problem, fix) => {
                  setOpen(null);
                  mend(problem, fix);
                }}
              />
            )}
          </div>
        );
      })}
    </>
  );
}

interface MarkProps {
  readonly list: readonly [StageProblem, ...StageProblem[]];
  readonly open: boolean;
  readonly onClick: () => void;
}

function Mark({ list, open, onClick }: MarkProps) {
  const { text } = usePanel();
  const severity = worst(list);
  return (
    <button
      type="button"
      class={`mark mark-${severity}`}
      data-testid="mark"
      data-mark={list[0].element}
      aria-label={text('problemsOf', list[0].element + 1, list.map(({ message }) => message).join(' '))}
      aria-expanded={open}
      onClick={onClick}
    >
      <Icon name={ICONS[severity]} />
    </button>
  );
}

interface CardProps {
  readonly list: readonly StageProblem[];
  /** Whether the card opens to the left, because more of the frame is there. */
  readonly toLeft: boolean;
  readonly toTop: boolean;
  readonly onFix: (problem: StageProblem, fix: string) => void;
}

function Card({ list, toLeft, toTop, onFix }: CardProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const card = ref.current;
    const stage = card?.closest('.stage')?.getBoundingClientRect();
    if (!card || !stage) return;
    card.style.left = '';
    const { left, right } = card.getBoundingClientRect();
    const shift = Math.max(0, stage.left + CARD_AIR - left) - Math.max(0, right + CARD_AIR - stage.right);
    if (shift !== 0) card.style.left = `${shift}px`;
  });
  const place = `problem-card ${toLeft ? 'to-left' : 'to-right'} ${toTop ? 'to-top' : 'to-bottom'}`;
  return (
    <div ref={ref} class={place} data-testid="problem-card">
      {list.map((problem, index) => (
        <div key={index} class={`problem-item problem-${problem.severity}`}>
          <Icon name={ICONS[problem.severity]} />
          <div>
            <p>{problem.message}</p>
            {problem.fixes.map((fix) => (
              <LinkButton key={fix} onClick={() => onFix(problem, fix)}>
                {fix}
              </LinkButton>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
