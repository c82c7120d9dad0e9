import type { Dispatcher } from 'undici';
import type { ConnectionSettings, SharedDispatcher } from './dispatcher';

/** A `SharedDispatcher` that is loaded, together with the HTTP client, for the first request. */
export class LazyDispatcher {
  private readonly settings: () => ConnectionSettings;
  private shared: SharedDispatcher | undefined;
  private isEnded = false;

  /** `settings` is called for each request. */
  constructor(settings: () => ConnectionSettings) {
    this.settings = settings;
  }

  /** The pool for the present settings. Call it for each request. */
  async current(): Promise<Dispatcher> {
    const { SharedDispatcher } = await import('./dispatcher');
    this.shared ??= new SharedDispatcher(this.settings);
    if (this.isEnded) await this.shared.destroy();
    return this.shared.current();
  }

  /** Closes every connection. Requests in progress fail, and later ones, too. */
  async destroy(): Promise<void> {
    this.isEnded = true;
    await this.shared?.destroy();
  }
}
