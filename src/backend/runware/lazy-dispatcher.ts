import type { Dispatcher } from 'undici';
import type { ConnectionSettings, SharedDispatcher } from './dispatcher';

/** A `SharedDispatcher` that is loaded, and the HTTP client with it, when the first request leaves. */
export class LazyDispatcher {
  private readonly settings: () => ConnectionSettings;
  private shared: SharedDispatcher | undefined;
  private isEnded = false;

  /** Calls `settings` at each request. */
  constructor(settings: () => ConnectionSettings) {
    this.settings = settings;
  }

  /** The connections for the present settings: ask at each request. */
  async current(): Promise<Dispatcher> {
    const { SharedDispatcher } = await import('./dispatcher');
    this.shared ??= new SharedDispatcher(this.settings);
    if (this.isEnded) await this.shared.destroy();
    return this.shared.current();
  }

  /** Ends every connection; requests that are under way fail, and later ones too. */
  async destroy(): Promise<void> {
    this.isEnded = true;
    await this.shared?.destroy();
  }
}
