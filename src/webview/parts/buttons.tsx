import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon';

interface Props {
  readonly onClick: () => void;
  readonly children: ComponentChildren;
  readonly title?: string;
  readonly testId?: string;
}

/** A button for the main action. */
export function PrimaryButton({ disabled = false, ...props }: Props & { readonly disabled?: boolean }) {
  return <Plain kind="button primary" disabled={disabled} {...props} />;
}

/** A button for another action. */
export function SecondaryButton(props: Props) {
  return <Plain kind="button secondary" {...props} />;
}

/** A button that looks like a link in a line of text. */
export function LinkButton(props: Props) {
  return <Plain kind="link" {...props} />;
}

function Plain({
  kind,
  disabled = false,
  testId,
  title,
  onClick,
  children,
}: Props & { readonly kind: string; readonly disabled?: boolean }) {
  return (
    <button
      type="button"
      class={kind}
      disabled={disabled}
      title={title}
      data-testid={testId}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

interface IconButtonProps {
  /** The name of one of the editor's icons, or a drawing. */
  readonly icon: string | VNode;
  readonly label: string;
  readonly onClick: () => void;
  /** Set for a toggle button: whether it is pressed. */
  readonly pressed?: boolean;
  /** The tooltip, if it should say more than the label. */
  readonly title?: string;
}

/** An action of the editor's toolbars. */
export function IconButton({ icon, label, pressed, title = label, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      aria-pressed={pressed}
      title={title}
      onClick={onClick}
    >
      {typeof icon === 'string' ? <Icon name={icon} /> : icon}
    </button>
  );
}
