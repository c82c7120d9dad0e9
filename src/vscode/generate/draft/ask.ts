import { l10n, type QuickInput, QuickInputButtons, type QuickPickItem, window } from 'vscode';
import { DRAFT_SPEED, measureSentence, SENTENCE_LENGTH } from '../../../task/draft';
import { estimate, formatMoney } from '../../../task/prices';
import { describeSize, type Size, SIZES } from '../../../task/sizes';

/** The sentence and the size of a draft. */
export interface DraftOrder {
  readonly sentence: string;
  readonly size: Size;
}

const STEPS = 2;
const BACK = 'back';

/** The result of a step: its answer, that the person goes back, or undefined if they gave up. */
type Answer<T> = T | typeof BACK | undefined;

/** Shows one step until the person answers or closes it. */
async function answerOf<T>(
  input: QuickInput,
  listen: (answer: (value: Answer<T>) => void) => void,
): Promise<Answer<T>> {
  input.title = l10n.t('Draft from Description');
  input.totalSteps = STEPS;
  // A person may copy the sentence from another window.
  input.ignoreFocusOut = true;
  try {
    return await new Promise<Answer<T>>((resolve) => {
      listen(resolve);
      input.show();
    });
  } finally {
    input.dispose();
  }
}

/** The problem with the length of a sentence, as the service counts it; undefined if it may be sent. */
function problemOf(typed: string): string | undefined {
  const { length } = measureSentence(typed);
  const { min, max } = SENTENCE_LENGTH;
  if (length < min) return l10n.t('The service takes {0} characters or more.', min);
  if (length > max) return l10n.t('The service takes {0} characters, and these are {1}.', max, length);
  return undefined;
}

function askSentence(start: string): Promise<Answer<string>> {
  const input = window.createInputBox();
  input.step = 1;
  input.value = start;
  input.prompt = l10n.t('The service expands it to a structured prompt with a layout.');
  input.placeholder = l10n.t('What the image shows, in plain words');
  return answerOf<string>(input, (answer) => {
    input.onDidHide(() => answer(undefined));
    input.onDidChangeValue((typed) => {
      // An empty input is no mistake before anything is typed.
      input.validationMessage = typed.trim() === '' ? undefined : problemOf(typed);
    });
    input.onDidAccept(() => {
      input.validationMessage = problemOf(input.value);
      if (input.validationMessage === undefined) answer(measureSentence(input.value).sentence);
    });
  });
}

interface SizeItem extends QuickPickItem {
  readonly size: Size;
}

function askSize(start: Size): Promise<Answer<Size>> {
  const pick = window.createQuickPick<SizeItem>();
  const isStart = ({ width, height }: Size) => width === start.width && height === start.height;
  pick.step = 2;
  pick.buttons = [QuickInputButtons.Back];
  pick.items = SIZES.map((size) => ({ label: describeSize(size), size }));
  pick.activeItems = pick.items.filter(({ size }) => isStart(size));
  pick.placeholder = l10n.t(
    'The size of the frame. Makes 1 image at {0} for about ${1}.',
    DRAFT_SPEED,
    formatMoney(estimate(DRAFT_SPEED, 1)),
  );
  return answerOf<Size>(pick, (answer) => {
    pick.onDidHide(() => answer(undefined));
    pick.onDidTriggerButton(() => answer(BACK));
    pick.onDidAccept(() => answer(pick.selectedItems[0]?.size));
  });
}

/**
 * Asks for a sentence and a size in two steps; undefined if the person gave up. `start` has the initial answers.
 * `remember` is called with each sentence that was entered.
 */
export async function askForDraft(
  start: DraftOrder,
  remember: (sentence: string) => void,
): Promise<DraftOrder | undefined> {
  let { sentence } = start;
  for (;;) {
    const written = await askSentence(sentence);
    if (written === undefined || written === BACK) return undefined;
    sentence = written;
    remember(sentence);
    const size = await askSize(start.size);
    if (size === undefined) return undefined;
    if (size !== BACK) return { sentence, size };
  }
}
