import type { BackendId, OpenBackend } from '../backend/port';
import { proofBackend } from '../backend/proof/backend';
import { RunwareBackend } from '../backend/runware/backend';
import { createDispatcher } from '../backend/runware/dispatcher';
import { readEndpoint } from '../backend/runware/endpoint';
import { localError, ServiceError } from '../task/errors';
import type { ApiKey } from './api-key';
import { connectionSettings, endpointSetting } from './settings';

/** Opens a backend. Throws a `RangeError` when the endpoint setting is no address that a key may be sent to. */
export function openBackend(id: BackendId, apiKey: ApiKey): OpenBackend {
  if (id === 'proof') return { backend: proofBackend, close: () => Promise.resolve() };
  const endpoint = readEndpoint(endpointSetting());
  const dispatcher = createDispatcher(connectionSettings());
  const key = async () => {
    const stored = await apiKey.read();
    if (stored === undefined) throw new ServiceError([localError('auth', 'noKey', 'No API key is set.')]);
    return stored;
  };
  return { backend: new RunwareBackend({ endpoint, key, dispatcher }), close: () => dispatcher.destroy() };
}
