import { LEVELS, type Rule, SEVERITIES, type Severity } from './rule';
import { RULES } from './rules';

/** What a person chose for rules (by id) and for levels (by name); a choice for a rule overrides one for its level. */
export type SeverityChoices = ReadonlyMap<string, Severity | 'off'>;

export const NO_CHOICES: SeverityChoices = new Map();

/** Whether a rule reports what the service refuses: such a problem blocks sending, whatever anyone chose. */
export function isBlocking(rule: Rule): boolean {
  return rule.level === 'api' && rule.severity === 'error';
}

/** The severity of a rule's findings. */
export function severityOf(rule: Rule, choices: SeverityChoices): Severity | 'off' {
  if (isBlocking(rule)) return rule.severity;
  return choices.get(rule.id) ?? choices.get(rule.level) ?? rule.severity;
}

/** The names that can be configured: every rule that does not block sending, and the levels. */
export function choosableNames(): readonly string[] {
  return [
    ...LEVELS.filter((level) => level !== 'api'),
    ...RULES.filter((rule) => !isBlocking(rule)).map(({ id }) => id),
  ];
}

export interface ReadChoices {
  readonly choices: SeverityChoices;
  /** What could not be understood, one sentence each; the rest still applies. */
  readonly mistakes: readonly string[];
}

/** Reads choices written by a person: `{ "text-overlap": "off", "wording": "hint" }`. */
export function readChoices(entries: Readonly<Record<string, unknown>>): ReadChoices {
  const choices = new Map<string, Severity | 'off'>();
  const mistakes: string[] = [];
  const names = choosableNames();
  for (const [name, value] of Object.entries(entries)) {
    const severity = [...SEVERITIES, 'off' as const].find((candidate) => candidate === value);
    if (RULES.some((rule) => rule.id === name && isBlocking(rule))) {
      mistakes.push(`"${name}" is always an error: the service refuses such a task.`);
    } else if (!names.includes(name)) {
      mistakes.push(`"${name}" is not a rule. Rules and groups are ${names.join(', ')}.`);
    } else if (severity === undefined) {
      mistakes.push(
        `"${String(value)}" is not a severity for "${name}". Use error, warning, information, hint or off.`,
      );
    } else choices.set(name, severity);
  }
  return { choices, mistakes };
}
