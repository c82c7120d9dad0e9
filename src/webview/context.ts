/** What nearly every component needs: the host's sentences, the way back to the host, and what is under review. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelMessage } from '../protocol/messages';
import { format } from '../protocol/strings';
import type { PanelStringKey, PanelStrings } from '../protocol/strings';
import type { Review } from './review';

export type Text = (key: PanelStringKey, ...args: readonly (string | number)[]) => string;
export type Post = (message: PanelMessage) => void;

interface Panel {
  readonly text: Text;
  readonly post: Post;
  /** The uri of the document that the panel shows; null without one. */
  readonly document: string | null;
  readonly review: Review;
}

const PanelContext = createContext<Panel | null>(null);
export const PanelProvider = PanelContext.Provider;

/** Looks sentences up in what the host sent. */
export function textOf(strings: PanelStrings): Text {
  return (key, ...args) => format(strings[key], ...args);
}

/** The sentences, the post box and the review of the panel around this component. */
export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('Outside of the panel');
  return panel;
}
