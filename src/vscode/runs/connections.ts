import type { Disposable } from 'vscode';
import type { Backend } from '../../backend/port';
import { proofBackend } from '../../backend/proof/backend';
import { RunwareBackend } from '../../backend/runware/backend';
import { readEndpoint } from '../../backend/runware/endpoint';
import { LazyDispatcher } from '../../backend/runware/lazy-dispatcher';
import { localError, ServiceError } from '../../task/errors';
import type { BackendId } from '../../task/run';
import type { ApiKey } from '../platform/api-key';
import { connectionSettings, endpointSetting } from '../platform/settings';

/** The window's connections to the service: kept between runs, and made anew when the network settings have changed. */
export class Connections implements Disposable {
  private readonly apiKey: ApiKey;
  private readonly shared = new LazyDispatcher(connectionSettings);

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }

  /** A backend. Throws a `RangeError` when the endpoint setting is no address that a key may be sent to. */
  open(id: BackendId): Backend {
    return id === 'proof' ? proofBackend : this.runware();
  }

  /** The service at the endpoint of the settings. Throws like `open`. */
  runware(): RunwareBackend {
    const endpoint = readEndpoint(endpointSetting());
    const key = async () => {
      const stored = await this.apiKey.read();
      if (stored === undefined) throw new ServiceError([localError('auth', 'noKey', 'No API key is set.')]);
      return stored;
    };
    return new RunwareBackend({ endpoint, key, dispatcher: () => this.shared.current() });
  }

  /** Ends every connection; requests that are under way fail. */
  dispose(): void {
    void this.shared.destroy();
  }
}
