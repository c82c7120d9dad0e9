import { type PrintedProblem, printedProblems, problemLines, readDocument } from './input';
import { UsageError } from './usage';

interface FileReport {
  readonly file: string;
  readonly problems: readonly PrintedProblem[];
}

/** Checks files and prints what is wrong with them. Returns the exit code. */
export async function lint(files: readonly string[], json: boolean): Promise<number> {
  if (files.length === 0) throw new UsageError('lint needs at least one file.');
  const reports: FileReport[] = [];
  const lines: string[] = [];
  let unreadable = 0;
  for (const file of files) {
    try {
      const document = await readDocument(file);
      reports.push({ file, problems: printedProblems(document) });
      lines.push(...problemLines(file, document));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      unreadable++;
      console.error(error.message);
    }
  }
  if (json) console.log(JSON.stringify(reports, null, 2));
  else for (const line of lines) console.log(line);
  if (unreadable > 0) return 2;
  return lines.length > 0 ? 1 : 0;
}
