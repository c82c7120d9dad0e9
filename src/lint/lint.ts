import { type DocumentKind, kindOf } from '../prompt/kind';
import { locate, type LocatedDocument } from '../prompt/located-document';
import { type ParsedDocument, parseDocument, type SyntaxProblem, type TextSpan } from '../prompt/parse';
import type { JsonPath } from '../prompt/path';
import { DEFAULT_OPTIONS } from '../task/types';
import type { Fix, Rule, Severity } from './rule';
import { RULES } from './rules';
import { foreignText } from './rules/foreign-text';
import { jsonSyntax } from './rules/json-syntax';
import { isBlocking, NO_CHOICES, severityOf, type SeverityChoices } from './severities';
import { type Generation, subjectOf } from './subject';
import { suppressionsOf } from './suppressions';

/** A problem with its position in the text, in UTF-16 units. */
export interface Problem extends TextSpan {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: JsonPath;
  /** Whether the service would refuse the document because of it. */
  readonly blocking: boolean;
  /** The ways to fix it, best first; computed at each call. */
  readonly fixes: () => readonly Fix[];
}

/** A document that was read: its kind, its contents, and all its problems in text order. */
export interface LintedDocument {
  readonly parsed: ParsedDocument;
  /** Undefined if neither the name nor the content tells. */
  readonly kind: DocumentKind | undefined;
  readonly problems: readonly Problem[];
}

export interface LintOptions {
  /** The kind to assume if neither the document's name nor its content tells. */
  readonly assumed?: DocumentKind;
  /** The settings that a prompt file is generated with; a task has its own. */
  readonly generation?: Generation;
  readonly severities?: SeverityChoices;
}

const NO_FIXES = () => [];

function run(rules: readonly Rule[], document: LocatedDocument, options: LintOptions): Problem[] {
  const subject = subjectOf(document, options.generation ?? DEFAULT_OPTIONS);
  const problems: Problem[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, options.severities ?? NO_CHOICES);
    if (severity === 'off') continue;
    const blocking = isBlocking(rule);
    rule.check(subject, ({ offset, length, message, path, fixes = NO_FIXES }) => {
      problems.push({ rule: rule.id, severity, message, path, blocking, offset, length, fixes });
    });
  }
  return problems.sort((a, b) => a.offset - b.offset);
}

/** If there is a syntax error, only these rules run: anything else would be guesswork. */
const SYNTAX_RULES = [jsonSyntax, foreignText];

/** All problems of a located document. */
export function lintLocated(
  document: LocatedDocument,
  options: Omit<LintOptions, 'assumed'> = {},
): LintedDocument {
  const { parsed, kind } = document;
  const isTorn = parsed.syntaxProblems.length > 0;
  if (isTorn) return { parsed, kind, problems: run(SYNTAX_RULES, document, options) };
  const suppressed = suppressionsOf(parsed.text);
  const problems = run(RULES, document, options);
  return { parsed, kind, problems: problems.filter((problem) => problem.blocking || !suppressed(problem)) };
}

function withoutCertainty(problem: Problem): Problem {
  return { ...problem, fixes: () => problem.fixes().map((fix) => ({ ...fix, certain: false })) };
}

/** The same for a parsed document. If its kind is unknown, only its syntax can be wrong. */
export function lintParsed(
  parsed: ParsedDocument,
  kind: DocumentKind | undefined,
  options: Omit<LintOptions, 'assumed'> = {},
): LintedDocument {
  if (kind) return lintLocated(locate(parsed, kind), options);
  const problems =
    parsed.syntaxProblems.length > 0 ? run(SYNTAX_RULES, locate(parsed, 'prompt'), options) : [];
  // A document that may not be a prompt at all is not fixed.
  return { parsed, kind, problems: problems.map(withoutCertainty) };
}

/** Reads a document and reports all its problems. */
export function lintDocument(fileName: string, text: string, options: LintOptions = {}): LintedDocument {
  const parsed = parseDocument(text);
  return lintParsed(parsed, kindOf(fileName, parsed) ?? options.assumed, options);
}

/**
 * Why a document cannot be read, in words without a period; undefined if it can. For a text from a chat or a program
 * this is the first cause, not what the parser stumbled over.
 */
export function whyUnreadable({ parsed, problems }: LintedDocument): SyntaxProblem | undefined {
  const [syntax] = parsed.syntaxProblems;
  const cause = syntax && problems.find(({ rule }) => rule === foreignText.id);
  if (!cause) return syntax;
  const { offset, length, message } = cause;
  return { offset, length, message: message.replace(/\.$/, '') };
}

/** Whether the service would refuse the document. */
export function isBlocked(document: LintedDocument): boolean {
  return document.problems.some((problem) => problem.blocking);
}
