import type { LocatedObject } from '../../prompt/located-document';
import { insertMember, removeMember, renameMember, reorderMembers, replaceValue } from '../../prompt/members';
import { type Member, memberOf, stringOf } from '../../prompt/nodes';
import { ART_STYLE_KEYS, PHOTO_STYLE_KEYS } from '../../prompt/shape';
import { inSteps, onDemand } from '../changes';
import { mediumKind } from '../shape/medium';
import { isElsewhere } from '../shape/misplaced';
import { saysNothing } from '../shape/nothing';
import type { Fix, Report, Rule } from '../rule';
import type { PromptSubject, Subject } from '../subject';

type Kind = 'photo' | 'art_style';

const KINDS: readonly Kind[] = ['photo', 'art_style'];
const ORDERS = { photo: PHOTO_STYLE_KEYS, art_style: ART_STYLE_KEYS };

function mediumOf({ members }: LocatedObject): Member | undefined {
  return memberOf(members, 'medium');
}

/** Both kinds, starting with the one that the medium suggests. */
function likelierFirst(style: LocatedObject): readonly Kind[] {
  const kind = mediumKind(stringOf(mediumOf(style)?.value) ?? '');
  return kind === 'art_style' ? KINDS.toReversed() : KINDS;
}

/** `null` and `false` count as nothing. */
function given(style: LocatedObject, kind: Kind): Member | undefined {
  const member = memberOf(style.members, kind);
  return member && saysNothing(member.value) ? undefined : member;
}

function reportBoth(text: string, style: LocatedObject, members: readonly Member[], report: Report): void {
  const second = members.toSorted((a, b) => b.key.offset - a.key.offset)[0];
  if (!second) return;
  report({
    offset: second.key.offset,
    length: second.key.length,
    path: [...style.path, second.name],
    message:
      'A style has photo or art_style, not both: keep photo for a photograph, art_style for anything else.',
    fixes: () =>
      likelierFirst(style).flatMap((kept): Fix[] => {
        const other = members.find(({ name }) => name !== kept);
        if (!other) return [];
        return [{ title: `Keep "${kept}"`, edits: [removeMember(text, other)], certain: false }];
      }),
  });
}

function reportNeither(text: string, style: LocatedObject, report: Report): void {
  const key = style.node.parent?.children?.[0] ?? style.node;
  report({
    offset: key.offset,
    length: key.length,
    path: style.path,
    message:
      'style_description has neither photo nor art_style: add photo for a photograph, art_style for anything else.',
    fixes: () =>
      likelierFirst(style).map((kind) => {
        const edit = insertMember(text, style.node, kind, '""', ORDERS[kind]);
        return { title: `Add "${kind}"`, edits: [edit], certain: false };
      }),
  });
}

/** Renames one kind to the other and moves it to that position. */
function renamed(text: string, style: LocatedObject, member: Member, kind: Kind): Fix {
  return onDemand(`Rename "${member.name}" to "${kind}"`, false, () =>
    inSteps(
      text,
      style.node,
      [renameMember(member, kind)],
      [(now, node) => reorderMembers(now, node, ORDERS[kind])],
    ),
  );
}

function reportMismatch({ text }: Subject, style: LocatedObject, member: Member, report: Report): void {
  const medium = mediumOf(style);
  const words = stringOf(medium?.value);
  if (!medium || words === undefined) return;
  const range = { offset: member.key.offset, length: member.key.length, path: [...style.path, member.name] };
  if (member.name === 'photo' && mediumKind(words) === 'art_style') {
    report({
      ...range,
      message: '"photo" is for photographs, and the medium is another one: rename it to "art_style".',
      fixes: () => [
        renamed(text, style, member, 'art_style'),
        {
          title: 'Make the medium "photograph"',
          edits: [replaceValue(medium.value, '"photograph"')],
          certain: false,
        },
      ],
    });
  } else if (member.name === 'art_style' && words.trim().toLowerCase() === 'photograph') {
    report({
      ...range,
      message:
        '"art_style" is for anything but photographs, and the medium is "photograph": rename it to "photo".',
      fixes: () => [renamed(text, style, member, 'photo')],
    });
  }
}

function checkStyle(subject: Subject, prompt: PromptSubject, style: LocatedObject, report: Report): void {
  const members = KINDS.flatMap((kind) => given(style, kind) ?? []);
  const [only] = members;
  if (members.length === 2) reportBoth(subject.text, style, members, report);
  else if (only) reportMismatch(subject, style, only, report);
  // A lone null or false is another problem, and so is the right key under another name.
  else if (
    !KINDS.some((kind) => memberOf(style.members, kind) ?? isElsewhere(prompt, 'style', style, kind))
  ) {
    reportNeither(subject.text, style, report);
  }
}

/** Exactly one of photo and art_style: the one that fits the medium. */
export const styleKind: Rule = {
  id: 'style-kind',
  level: 'shape',
  severity: 'warning',
  summary: 'A style has both or neither of photo and art_style, or the one that does not go with its medium.',
  check(subject, report) {
    for (const prompt of subject.prompts) {
      if (prompt.style) checkStyle(subject, prompt, prompt.style, report);
    }
  },
};
