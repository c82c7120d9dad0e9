import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/icon';

interface Props {
  readonly title: string;
  readonly icon?: string;
  /** Stands where the icon would. */
  readonly drawing?: ComponentChildren;
  readonly testId?: string;
  /** The page's own heading where no document gives it one. */
  readonly heading?: 'h1' | 'h2';
  readonly children?: ComponentChildren;
}

/** The stage without an image: what is the matter, and what to do next. */
export function Message({ title, icon, drawing, testId, heading: Heading = 'h2', children }: Props) {
  return (
    <div class="message" data-testid={testId}>
      {drawing ?? (icon !== undefined && <Icon name={icon} />)}
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
