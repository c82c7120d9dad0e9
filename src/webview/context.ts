/** What nearly every component needs: the texts, a way to send messages to the host, and what the user is looking at. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelMessage } from '../protocol/messages';
import { format } from '../protocol/strings';
import type { PanelStringKey, PanelStrings } from '../protocol/strings';
import type { PageState } from './page-state';

export type Text = (key: PanelStringKey, ...args: readonly (string | number)[]) => string;
export type Post = (message: PanelMessage) => void;

interface Panel {
  readonly text: Text;
  readonly post: Post;
  /** The URI of the document that the panel shows; null if there is none. */
  readonly document: string | null;
  readonly page: PageState;
}

const PanelContext = createContext<Panel | null>(null);
export const PanelProvider = PanelContext.Provider;

/** Looks up texts among those that the host sent. */
export function textOf(strings: PanelStrings): Text {
  return (key, ...args) => format(strings[key], ...args);
}

/** The context of the panel around this component. Throws outside of a panel. */
export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('Outside of the panel');
  return panel;
}
