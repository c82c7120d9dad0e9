import { isBlocked } from '../lint/lint';
import { drawProof } from '../proof/draw';
import { toSvg } from '../proof/svg';
import { readPrompt } from '../prompt/model';
import { summarize } from '../task/build';
import { DEFAULT_SIZE } from '../task/sizes';
import { printRefusals, readDocument } from './input';
import { writeOutput } from './output';
import { readSize } from './size';
import { structuredTasks } from './structured';
import { UsageError } from './usage';

export interface ProofOptions {
  readonly out: string | undefined;
  readonly size: string | undefined;
}

/** Draws the layout of a prompt file, or of a task file's first structured prompt. Returns the exit code. */
export async function proof(file: string, options: ProofOptions): Promise<number> {
  const asked = options.size === undefined ? undefined : readSize(options.size);
  const document = await readDocument(file);
  if (isBlocked(document)) {
    printRefusals(file, document);
    return 1;
  }
  let prompt = document.parsed.value;
  let size = asked ?? DEFAULT_SIZE;
  if (document.kind === 'task') {
    const [first] = structuredTasks(prompt);
    if (!first) throw new UsageError(`${file}: a positivePrompt has no layout to draw.`);
    prompt = first.prompt;
    size = asked ?? summarize(first.task).size;
  }
  const svg = toSvg(drawProof(readPrompt(prompt), size));
  await writeOutput(options.out, svg);
  return 0;
}
