import type { ComponentChildren } from 'preact';
import { changeSentence, subjectLabel } from '../../diff/describe/sentences';
import type { Subject } from '../../diff/describe/view';
import type { Difference } from '../../protocol/comparison';
import { type Text, usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import type { ImageOfRun } from '../runs';
import { Exchange, FactView } from './fact';
import { type SettingChange, settingChanges } from './settings';

interface Props {
  readonly images: Readonly<Record<'a' | 'b', ImageOfRun>>;
}

/** Below two images: what changed from A to B in the prompt and in the settings. */
export function Changes({ images }: Props) {
  const { text, post, page } = usePanel();
  const difference = page.comparison.difference.value;
  const { a, b } = images;
  const changes = difference?.changes ?? [];
  const settings = settingChanges(text, a, b);
  return (
    <section class="changes" aria-label={text('changesTitle')} data-testid="changes">
      <div class="changes-head">
        <h2>{text('changesTitle')}</h2>
        {changes.length > 0 && a.run.id !== b.run.id && (
          <LinkButton onClick={() => post({ type: 'openDiff', a: a.run.id, b: b.run.id })}>
            {text('openDiff')}
          </LinkButton>
        )}
        {b.run.hasPrompt && (
          <LinkButton onClick={() => post({ type: 'runAction', action: 'usePrompt', runId: b.run.id })}>
            {text('usePromptB')}
          </LinkButton>
        )}
      </div>
      <ul>
        {difference && changes.length === 0 && <li class="dim">{calmWords(text, difference, settings)}</li>}
        {changes.map((change, index) => (
          <Line
            key={index}
            name={<SubjectName subject={change.subject} />}
            sentence={changeSentence(change, text)}
          >
            {change.facts.map((fact, at) => (
              <FactView key={at} fact={fact} />
            ))}
          </Line>
        ))}
        {difference &&
          settings.map(({ name, from, to }) => (
            <Line key={name} name={text(name)} sentence={text('settingSpoken', text(name), from, to)}>
              <span class="fact">
                <Exchange from={from} to={to} />
              </span>
            </Line>
          ))}
      </ul>
      <div class="unseen" role="status">
        {difference && summary(text, difference, settings)}
      </div>
    </section>
  );
}

/** The sentence shown if the prompt did not change. */
function calmWords(text: Text, { changes }: Difference, settings: readonly SettingChange[]): string {
  if (changes === null) return text('promptUnknown');
  return text(settings.length > 0 ? 'promptSame' : 'allSame');
}

/** What a screen reader says as soon as the changes are known. */
function summary(text: Text, difference: Difference, settings: readonly SettingChange[]): string {
  const count = difference.changes?.length ?? 0;
  if (count > 0) return text(count === 1 ? 'changesOne' : 'changesMany', count);
  const names = settings.map(({ name }) => text(name)).join(', ');
  const words = calmWords(text, difference, settings);
  return names === '' ? words : `${words} ${text('settingsDiffer', names)}`;
}

interface LineProps {
  readonly name: ComponentChildren;
  /** The line as a sentence. */
  readonly sentence: string;
  readonly children: ComponentChildren;
}

/** A line of the list: with colors and strike-through on screen, and as a sentence for screen readers. */
function Line({ name, sentence, children }: LineProps) {
  return (
    <li>
      <span class="unseen">{sentence}</span>
      <span class="change-name" title={sentence} aria-hidden="true">
        {name}
      </span>
      <span class="change-facts" aria-hidden="true">
        {children}
      </span>
    </li>
  );
}

function SubjectName({ subject }: { readonly subject: Subject }) {
  const { text } = usePanel();
  if (subject.kind !== 'element' || subject.words === '') return <>{subjectLabel(subject, text)}</>;
  return (
    <>
      {subject.number} <i class={`kind kind-${subject.elementKind}`} /> {subject.words}
    </>
  );
}
