import type { Backend } from '../backend/port';
import { proofBackend } from '../backend/proof/backend';
import { RunwareBackend } from '../backend/runware/backend';
import { DEFAULT_ENDPOINT, readEndpoint } from '../backend/runware/endpoint';
import { LazyDispatcher } from '../backend/runware/lazy-dispatcher';
import { messageOf } from '../task/errors';
import { UsageError } from './usage-error';

/** A backend for one command, to be closed afterwards. */
export interface Service<B extends Backend = Backend> {
  readonly backend: B;
  /** Closes its connections. */
  readonly close: () => Promise<void>;
}

function endpointOf(text: string): URL {
  try {
    return readEndpoint(text);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** The key from the environment. If there is none, throws a `UsageError` whose message ends with `otherwise`. */
function readKey(otherwise: string): string {
  const key = (process.env['RUNWARE_API_KEY'] ?? '').trim();
  if (key === '') throw new UsageError(`Set RUNWARE_API_KEY to your API key${otherwise}.`);
  if (!/^[\x21-\x7e]+$/.test(key)) throw new UsageError('RUNWARE_API_KEY holds characters that no key has.');
  return key;
}

/** The real service, with the key from the environment. Throws a `UsageError` if the key or the endpoint is unusable. */
export function openRunware(endpointText = DEFAULT_ENDPOINT, otherwise = ''): Service<RunwareBackend> {
  const key = readKey(otherwise);
  const endpoint = endpointOf(endpointText);
  const shared = new LazyDispatcher(() => ({ strictSSL: true }));
  const backend = new RunwareBackend({
    endpoint,
    key: () => Promise.resolve(key),
    dispatcher: () => shared.current(),
  });
  return {
    backend,
    close: () => shared.destroy(),
  };
}

export const proofService: Service = {
  backend: proofBackend,
  close: () => Promise.resolve(),
};

/** The service that `--backend` and `--endpoint` name. */
export function openService(backend = 'runware', endpoint: string | undefined): Service {
  if (backend === 'runware') {
    return openRunware(endpoint, ', or use --backend proof for a free layout proof');
  }
  if (backend === 'proof') return proofService;
  throw new UsageError(`--backend ${backend} is not known. Use runware or proof.`);
}
