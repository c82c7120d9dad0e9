import { useCallback, useMemo, useState } from 'preact/hooks';
import type { HostMessage, HostState, StudioState } from '../../protocol/messages';
import { preloadThumbnails } from '../filmstrip/measure';
import { RunList } from './run-list';

type StateMessage = Extract<HostMessage, { type: 'state' | 'runs' }>;

/** Combines the two kinds of messages in which the host sends the state: `state` and `runs`. */
class StateAssembler {
  private readonly list = new RunList();
  private readonly publish: (state: StudioState) => void;
  private host: HostState | null = null;
  private frame: number | null = null;

  constructor(publish: (state: StudioState) => void) {
    this.publish = publish;
  }

  receive(message: StateMessage): void {
    if (message.type === 'state') {
      this.host = message.state;
      this.flush();
      return;
    }
    const before = new Set(this.list.runs.map(({ id }) => id));
    this.list.receive(message);
    if (!this.host) preloadThumbnails(this.list.runs);
    // If none of the runs is known, they may belong to another document, whose state comes next.
    if (message.order.some((id) => before.has(id))) this.frame ??= requestAnimationFrame(() => this.flush());
  }

  private flush(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    if (this.host) this.publish({ ...this.host, runs: this.list.runs, older: this.list.older });
  }
}

/** The state with its runs, null until the host has sent it; and the handler of the messages that change it. */
export function useStudioState(): readonly [StudioState | null, (message: StateMessage) => void] {
  const [state, setState] = useState<StudioState | null>(null);
  const assembler = useMemo(() => new StateAssembler(setState), []);
  const receive = useCallback((message: StateMessage) => assembler.receive(message), [assembler]);
  return [state, receive];
}
