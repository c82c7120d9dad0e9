import { Component, createElement } from 'preact';
import type { ComponentChild, ComponentClass } from 'preact';

/** A component that is rendered again only if one of its props has changed. */
export function memo<P extends object>(body: (props: P) => ComponentChild): ComponentClass<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const keys = new Set([...Object.keys(this.props), ...Object.keys(next)]);
      return [...keys].some((key) => this.props[key as keyof P] !== next[key as keyof P]);
    }

    override render() {
      return createElement(body, this.props);
    }
  };
}
