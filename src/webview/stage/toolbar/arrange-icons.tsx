/** Small drawings of what an arrangement does: two boxes and the line that they meet. */
const PATHS = {
  left: 'M2.5 2v12M4.5 4h8v3h-8zM4.5 9h5v3h-5z',
  centerX: 'M8 2v12M3.500 4h9v3h-9zM5.500 9h5v3h-5z',
  right: 'M13.500 2v12M3.500 4h8v3h-8zM6.500 9h5v3h-5z',
  top: 'M2 2.500h12M4 4.500h3v8H4zM9 4.500h3v5H9z',
  centerY: 'M2 8h12M4 3.500h3v9H4zM9 5.500h3v5H9z',
  bottom: 'M2 13.500h12M4 3.500h3v8H4zM9 6.500h3v5H9z',
  spreadX: 'M2.500 2v12M13.500 2v12M6.500 4.500h3v7h-3z',
  spreadY: 'M2 2.500h12M2 13.500h12M4.500 6.500h7v3h-7z',
  sameWidth: 'M2.500 5v6M13.500 5v6M3 8h10M5 6 3 8l2 2M11 6l2 2-2 2',
  sameHeight: 'M5 2.500h6M5 13.500h6M8 3v10M6 5l2-2 2 2M6 11l2 2 2-2',
  sameSize: 'M2.500 2.500h11v11h-11zM5.500 5.500h5v5h-5z',
  front: 'M2.500 2.500h6v6h-6z M7 7h6.500v6.500H7z M10.200 12V8.700M8.900 10l1.300-1.300 1.300 1.300',
  forward: 'M8 13.500v-8M5 8l3-3 3 3',
  backward: 'M8 2.500v8M5 8l3 3 3-3',
  back: 'M2.500 2.500h6v6h-6z M7 7h6.500v6.500H7z M10.200 8.500v3.300M8.900 10.500l1.300 1.300 1.300-1.300',
} as const;

/** One of the drawings; it says nothing to a screen reader. */
export function ArrangeIcon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg class="arrange-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" />
    </svg>
  );
}
