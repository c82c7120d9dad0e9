import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon';

/** The gap between a menu and the edges of the page, in CSS pixels. */
const MARGIN = 6;

interface MenuProps {
  readonly label: string;
  readonly icon: string;
  readonly disabled?: boolean;
  readonly testId?: string;
  /** Called with a function that closes the menu. */
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button that opens a menu above it. */
export function MenuButton({ label, icon, disabled = false, testId, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        title={label}
        disabled={disabled}
        data-testid={testId}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
      </button>
      {open && (
        <Menu label={label} at={() => button.current?.getBoundingClientRect()} onClose={close}>
          {children(close)}
        </Menu>
      )}
    </>
  );
}

interface PopupProps {
  readonly label: string;
  /** The position on the page of what the menu belongs to. */
  readonly at: () => DOMRect | undefined;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A menu above (or else below) a position, within the page. Arrow keys, Home and End move through it; Escape or a press
 * elsewhere closes it.
 */
export function Menu({ label, at, onClose, children }: PopupProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = ref.current;
    const place = at();
    if (!menu || !place) return;
    const { offsetWidth: width, offsetHeight: height } = menu;
    const above = place.top - height - 4;
    const top = above >= MARGIN ? above : Math.min(place.bottom + 4, innerHeight - height - MARGIN);
    const left = Math.min(place.left, innerWidth - width - MARGIN);
    menu.style.left = `${Math.max(MARGIN, left)}px`;
    menu.style.top = `${Math.max(MARGIN, top)}px`;
    menu.querySelector<HTMLElement>('[role^="menuitem"]:enabled')?.focus();
  }, []);
  useClosing(ref, onClose);
  return (
    <div ref={ref} class="menu" role="menu" aria-label={label} onKeyDown={(event) => walk(ref, event)}>
      {children}
    </div>
  );
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function walk(ref: RefObject<HTMLElement | null>, event: KeyboardEvent): void {
  const items = [...(ref.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]:enabled') ?? [])];
  const step = STEPS[event.key];
  if (!step || items.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  const at = items.findIndex((item) => item === document.activeElement);
  items[step(at, items.length)]?.focus();
}

function useClosing(ref: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  // Immediately: a user who opens it by key may press the next key before anything is painted.
  useLayoutEffect(() => {
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || ref.current?.contains(target) !== true) close.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' && event.key !== 'Tab') return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    window.addEventListener('pointerdown', onPress);
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('pointerdown', onPress);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [ref]);
}

interface ItemProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly icon?: ComponentChildren;
  /** The keyboard shortcut that does the same. */
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
}

/** A menu item. */
export function MenuItem({ label, onClick, icon, keys, disabled = false }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      class="menu-item"
      tabIndex={-1}
      disabled={disabled}
      onClick={onClick}
    >
      <span class="menu-icon">{icon}</span>
      <span class="menu-label">{label}</span>
      {keys !== undefined && <kbd>{keys}</kbd>}
    </button>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  /** Whether it belongs to a group in which exactly one item is checked. */
  readonly radio?: boolean;
  readonly onClick: () => void;
}

/** A menu item that is on or off; the menu stays open when it is clicked. */
export function MenuCheck({ label, checked, radio = false, onClick }: CheckProps) {
  return (
    <button
      type="button"
      role={radio ? 'menuitemradio' : 'menuitemcheckbox'}
      aria-checked={checked}
      class="menu-item"
      tabIndex={-1}
      onClick={onClick}
    >
      <span class="menu-icon">{checked && <Icon name="check" />}</span>
      <span class="menu-label">{label}</span>
    </button>
  );
}

interface IconProps extends Omit<ItemProps, 'keys'> {
  /** The tooltip, if it says more than the label. */
  readonly title?: string;
}

/** One of several small menu items in a row; its label is a tooltip. */
export function MenuIcon({ label, title = label, onClick, icon, disabled = false }: IconProps) {
  return (
    <button
      type="button"
      role="menuitem"
      class="icon-button"
      tabIndex={-1}
      aria-label={label}
      title={title}
      disabled={disabled}
      onClick={onClick}
    >
      {icon}
    </button>
  );
}
