import { setTimeout as sleep } from 'node:timers/promises';
import { headersOf, sendReply } from '../http';
import { EVERYWHERE, type Fault } from './fault';
import { breakOff, pour, trickle } from './wire';

/** The delay of `delay`, in milliseconds. */
const DELAY = 250;

/** Faults of timing and of the connection. */
export const CONNECTION_FAULTS: readonly Fault[] = [
  {
    name: 'delay',
    description: `handles the request ${DELAY} ms late, even if the client has left by then`,
    places: EVERYWHERE,
    nature: 'passing',
    async inflict({ closing, response, handle }) {
      await sleep(DELAY, undefined, { signal: closing }).catch(() => undefined);
      if (!closing.aborted) sendReply(response, await handle());
    },
  },
  {
    name: 'no-reply',
    description: 'reads the request and never replies; a task is not accepted',
    places: EVERYWHERE,
    nature: 'unbounded',
    inflict: () => undefined,
  },
  {
    name: 'no-reply-after-accepting',
    description: 'accepts the task and never replies',
    places: ['submit'],
    nature: 'unbounded',
    async inflict({ handle }) {
      await handle();
    },
  },
  {
    name: 'drop-before-accepting',
    description: 'destroys the connection without a reply; a task is not accepted',
    places: EVERYWHERE,
    nature: 'passing',
    inflict: ({ response }) => void response.destroy(),
  },
  {
    name: 'drop-after-accepting',
    description: 'accepts the task and destroys the connection without a reply',
    places: ['submit'],
    nature: 'passing',
    async inflict({ response, handle }) {
      await handle();
      response.destroy();
    },
  },
  {
    name: 'drop-in-reply',
    description:
      'announces the complete reply, sends half of it and destroys the connection; a task is accepted',
    places: EVERYWHERE,
    nature: 'passing',
    inflict: async ({ response, handle }) => breakOff(response, await handle()),
  },
  {
    name: 'slow-trickle',
    description: 'sends the reply a byte at a time; a task is accepted',
    places: EVERYWHERE,
    nature: 'unbounded',
    async inflict({ response, handle }) {
      const reply = await handle();
      response.writeHead(reply.status, headersOf(reply));
      await pour(response, trickle(reply.body));
    },
  },
];
