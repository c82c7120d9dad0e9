import { sendReply, type Reply } from '../http';
import { EVERYWHERE, type Fault } from './fault';

function redirection(location: string): Reply {
  return { status: 307, headers: { location }, body: Buffer.alloc(0) };
}

/** The reply at the path of the simulator that redirects to itself. */
export const LOOP = redirection('/loop');

function redirect(name: string, description: string, reply: Reply): Fault {
  return {
    name,
    description: `redirects ${description}; a task is not accepted`,
    places: EVERYWHERE,
    nature: 'passing',
    inflict: ({ response }) => sendReply(response, reply),
  };
}

/** Redirects to locations where no client should go. */
export const REDIRECT_FAULTS: readonly Fault[] = [
  redirect('redirect-loop', 'in a circle', LOOP),
  // An address reserved for documentation: it does not exist.
  redirect('redirect-to-http', 'to another host without TLS', redirection('http://192.0.2.1/image.jpg')),
  redirect('redirect-to-file', 'to a file', redirection('file:///etc/hostname')),
];
