/** One of the editor's icons. Screen readers ignore it, so its button needs a label. */
export function Icon({ name }: { readonly name: string }) {
  return <i class={`codicon codicon-${name}`} aria-hidden="true" />;
}

/** A ring that spins while something is running. */
export function Ring() {
  return <span class="ring" aria-hidden="true" />;
}
