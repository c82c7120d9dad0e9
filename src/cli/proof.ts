import { isBlocked } from '../lint/lint';
import { locate } from '../prompt/located-document';
import { readPrompt } from '../prompt/model';
import { valueOf } from '../prompt/nodes';
import { drawProof } from '../proof/draw';
import { toSvg } from '../proof/svg';
import { DEFAULT_SIZE, sizeOfTask } from '../task/sizes';
import { readDocument } from './input';
import { readSize } from './options';
import { writeOutput } from './output';
import { printRefusals } from './problems';
import { UsageError } from './usage-error';

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
  const { tasks, prompts } = locate(document.parsed, document.kind ?? 'prompt');
  const [prompt] = prompts;
  if (!prompt) throw new UsageError(`${file}: a positivePrompt has no layout to draw.`);
  const task = tasks.find((candidate) => candidate.prompt === prompt);
  const size = asked ?? (task && sizeOfTask(task)) ?? DEFAULT_SIZE;
  const svg = toSvg(drawProof(readPrompt(valueOf(prompt.root.node)), size));
  await writeOutput(options.out, svg);
  return 0;
}
