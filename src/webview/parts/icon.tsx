/** One of the editor's own icons; it says nothing to a screen reader, so its button needs a label. */
export function Icon({ name }: { readonly name: string }) {
  return <i class={`codicon codicon-${name}`} aria-hidden="true" />;
}

/** Something is under way and nobody knows how long. */
export function Ring() {
  return <span class="ring" aria-hidden="true" />;
}
