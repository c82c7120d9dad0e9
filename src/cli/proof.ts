import { drawProof } from '../proof/draw';
import { toSvg } from '../proof/svg';
import { readPrompt } from '../prompt/model';
import { writeAtomic } from '../run/atomic';
import { summarize, tasksOf } from '../task/build';
import { DEFAULT_SIZE, formatSize, parseSize, type Size, SIZES } from '../task/sizes';
import { isJsonObject } from '../task/types';
import { problemLines, readDocument } from './input';
import { notWritable, UsageError } from './usage';

export interface ProofOptions {
  readonly out: string | undefined;
  readonly size: string | undefined;
}

function readSize(text: string): Size {
  const size = parseSize(text);
  if (size) return size;
  throw new UsageError(`--size ${text} is not supported. Use one of ${SIZES.map(formatSize).join(', ')}.`);
}

/** Draws the layout of a prompt file, or of a task file's first structured prompt. Returns the exit code. */
export async function proof(file: string, options: ProofOptions): Promise<number> {
  const asked = options.size === undefined ? undefined : readSize(options.size);
  const document = await readDocument(file);
  const errors = document.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    for (const line of problemLines(file, { ...document, problems: errors })) console.error(line);
    return 1;
  }
  let prompt = document.parsed.value;
  let size = asked ?? DEFAULT_SIZE;
  if (document.kind === 'task') {
    const task = tasksOf(prompt).find(
      (candidate) =>
        isJsonObject(candidate) &&
        isJsonObject(candidate['settings']) &&
        'structuredPrompt' in candidate['settings'],
    );
    if (!isJsonObject(task) || !isJsonObject(task['settings'])) {
      throw new UsageError(`${file}: a positivePrompt has no layout to draw.`);
    }
    prompt = task['settings']['structuredPrompt'];
    size = asked ?? summarize(task).size;
  }
  const svg = toSvg(drawProof(readPrompt(prompt), size));
  const { out } = options;
  if (out === undefined) process.stdout.write(svg);
  else {
    await writeAtomic(out, svg).catch((error: unknown) => {
      throw notWritable(out, error);
    });
  }
  return 0;
}
