import { useCallback, useMemo, useState } from 'preact/hooks';
import type { HostMessage, HostState, StudioState } from '../protocol/messages';
import { preloadThumbnails } from './filmstrip/preload';
import { RunBook } from './run-book';

type StateMessage = Extract<HostMessage, { type: 'state' | 'runs' }>;

/** Puts together what the host tells in two messages. */
class Assembly {
  private readonly book = new RunBook();
  private readonly publish: (state: StudioState) => void;
  private host: HostState | null = null;
  private frame: number | null = null;

  constructor(publish: (state: StudioState) => void) {
    this.publish = publish;
  }

  receive(message: StateMessage): void {
    if (message.type === 'state') {
      this.host = message.state;
      this.tell();
      return;
    }
    const before = new Set(this.book.list.map(({ id }) => id));
    this.book.receive(message);
    if (!this.host) preloadThumbnails(this.book.list);
    // Runs that have nothing to do with those before them may be another document's, whose state is next.
    if (message.order.some((id) => before.has(id))) this.frame ??= requestAnimationFrame(() => this.tell());
  }

  private tell(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    if (this.host) this.publish({ ...this.host, runs: this.book.list, older: this.book.older });
  }
}

/** The state with its runs, null before the host has told of it; and what to do with the messages about it. */
export function useStudioState(): readonly [StudioState | null, (message: StateMessage) => void] {
  const [state, setState] = useState<StudioState | null>(null);
  const assembly = useMemo(() => new Assembly(setState), []);
  const receive = useCallback((message: StateMessage) => assembly.receive(message), [assembly]);
  return [state, receive];
}
