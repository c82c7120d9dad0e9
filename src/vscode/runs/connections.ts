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

/** The window's connections to the service: kept between runs, and replaced when the network settings change. */
export class Connections implements Disposable {
  private readonly apiKey: ApiKey;
  private readonly shared = new LazyDispatcher(connectionSettings);

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }

  /** Opens a backend. Throws a `RangeError` if a key must not be sent to the address in the endpoint setting. */
  open(id: BackendId): Backend {
    return id === 'proof' ? proofBackend : this.runware();
  }

  /** Opens the service at the endpoint of the settings. Throws like `open`. */
  runware(): RunwareBackend {
    const endpoint = readEndpoint(endpointSetting());
    const key = async () => {
      const stored = await this.apiKey.read();
      if (stored === undefined) throw new ServiceError([localError('auth', 'noKey', 'No API key is set.')]);
      return stored;
    };
    return new RunwareBackend({ endpoint, key, dispatcher: () => this.shared.current() });
  }

  /** Closes every connection. Pending requests fail. */
  dispose(): void {
    void this.shared.destroy();
  }
}
