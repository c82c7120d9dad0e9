const PHOTOGRAPHIC =
  /photo|\bfilm\b|camera|cinema|polaroid|\bdslr\b|\b\d+ ?mm\b|snapshot|tintype|daguerreotype|footage|\b(?:shot|still)\b|light[ _-]painting/i;
const ARTISTIC =
  /illustration|painting|graphic[ _-]?design|render|vector|anime|manga|cartoon|comic|drawing|sketch|watercolou?r|logo|(?:pixel|clip)[ _-]?art/i;

/** Whether a text clearly names a photograph or clearly names something else; undefined if it may be either. */
export function mediumKind(words: string): 'photo' | 'art_style' | undefined {
  if (PHOTOGRAPHIC.test(words)) return 'photo';
  return ARTISTIC.test(words) ? 'art_style' : undefined;
}
