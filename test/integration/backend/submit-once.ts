import { RunwareBackend } from '../../../src/backend/runware/backend';
import { createDispatcher } from '../../../src/backend/runware/dispatcher';
import { ServiceError } from '../../../src/task/errors';
import { NEVER, taskOf } from './server';

/** Submits a task to the given endpoint, with and without the system's authorities, and prints the outcome. */
async function submit(endpoint: string, systemCertificates: boolean): Promise<string> {
  const dispatcher = createDispatcher({ strictSSL: true, systemCertificates });
  const key = () => Promise.resolve('the-secret-key');
  try {
    await new RunwareBackend({ endpoint: new URL(endpoint), key, dispatcher }).submit(taskOf(), NEVER);
    return 'accepted';
  } catch (error) {
    return error instanceof ServiceError ? error.errors[0].code : String(error);
  } finally {
    await dispatcher.destroy();
  }
}

const [, , endpoint = ''] = process.argv;
console.log(JSON.stringify([await submit(endpoint, true), await submit(endpoint, false)]));
