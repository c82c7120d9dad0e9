import promptSchema from '../../schemas/structured-prompt.schema.json';

const { style, photo, artStyle, element } = promptSchema.definitions;
const lettering = element.allOf[0]?.then.properties.desc;

/** The schemas of the free texts that are lists of phrases with commas between, by their keys. */
const LISTS: Readonly<Record<string, { readonly examples: readonly string[] } | undefined>> = {
  aesthetics: style.properties.aesthetics,
  lighting: style.properties.lighting,
  photo,
  art_style: artStyle,
  desc: lettering,
};

/**
 * Phrases that go well in the text of a key: suggestions, never a limit. Those of `desc` say how lettering looks. They stand
 * in the prompt's schema as examples, so that every editor has them. None for any other key.
 */
export function phrasesFor(key: string): readonly string[] {
  return (Object.hasOwn(LISTS, key) ? LISTS[key]?.examples : undefined) ?? [];
}

/** Whether a part of the prompt's schema is the text of one of these keys. */
export function isPhraseList(schema: object): boolean {
  return Object.values(LISTS).some((list) => list === schema);
}
