import promptSchema from '../../schemas/structured-prompt.schema.json';

const { style, photo, artStyle, element } = promptSchema.definitions;
const lettering = element.allOf[0]?.then.properties.desc;

/** The schemas of the free texts that are comma-separated lists of phrases, by key. */
const LISTS: Readonly<Record<string, { readonly examples: readonly string[] } | undefined>> = {
  aesthetics: style.properties.aesthetics,
  lighting: style.properties.lighting,
  photo,
  art_style: artStyle,
  desc: lettering,
};

/**
 * Phrases that work well in the text of a key: suggestions, never a limit. Those of `desc` describe lettering. They are
 * examples in the prompt's schema, so that every editor has them. Empty for any other key.
 */
export function phrasesFor(key: string): readonly string[] {
  return (Object.hasOwn(LISTS, key) ? LISTS[key]?.examples : undefined) ?? [];
}

/** Whether a part of the prompt's schema is the text of one of these keys. */
export function isPhraseList(schema: object): boolean {
  return Object.values(LISTS).some((list) => list === schema);
}
