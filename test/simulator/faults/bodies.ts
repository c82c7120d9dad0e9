import { randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../src/task/types';
import { jsonReply, parseJson, sendReply, type Reply } from '../http';
import { API, EVERYWHERE, type Exchange, type Fault, type Place } from './fault';
import { endlessly, firstHalf, pour } from './wire';

/** A fault that handles the request and then changes the reply. */
function mangling(
  name: string,
  description: string,
  places: readonly Place[],
  mangle: (reply: Reply, exchange: Exchange) => Reply,
): Fault {
  return {
    name,
    description,
    places,
    nature: 'passing',
    inflict: async (exchange) => sendReply(exchange.response, mangle(await exchange.handle(), exchange)),
  };
}

type Envelope = JsonObject & {
  readonly data?: readonly JsonObject[];
  readonly errors?: readonly JsonObject[];
};

type Edit = (envelope: Envelope) => Envelope;

function editBody(reply: Reply, edit: Edit): Reply {
  return jsonReply(reply.status, edit(parseJson(reply.body.toString()) as Envelope));
}

/** Applies a change of a reply to the archived response in a reply to `getTaskDetails`. */
function inArchive(edit: Edit): Edit {
  const editItem = (item: JsonObject): JsonObject => ({
    ...item,
    ...(isJsonObject(item['response']) && { response: edit(item['response']) }),
  });
  return (body) => ({ ...body, ...(body.data && { data: body.data.map(editItem) }) });
}

/** Changes the envelope of a task's results. */
function editResults(reply: Reply, { place }: Exchange, edit: Edit): Reply {
  return editBody(reply, place === 'details' ? inArchive(edit) : edit);
}

function twice(results: Envelope): Envelope {
  return { ...results, ...(results.data && { data: [...results.data, ...results.data] }) };
}

/** Rotates the results by the number of calls, so that no two successive replies have the same order. */
function rotated(results: Envelope, ordinal: number): Envelope {
  const { data = [] } = results;
  const start = data.length === 0 ? 0 : (ordinal + 1) % data.length;
  return { ...results, ...(results.data && { data: [...data.slice(start), ...data.slice(0, start)] }) };
}

/** Gives every result a new UUID in each reply and, if wanted, a new URL. */
function renamed(results: Envelope, newAddresses: boolean): Envelope {
  const renamedItem = ({ imageUUID, imageURL, ...item }: JsonObject): JsonObject => ({
    ...item,
    ...(imageUUID !== undefined && { imageUUID: randomUUID() }),
    ...(typeof imageURL === 'string' && {
      imageURL: newAddresses ? `${imageURL}?${randomUUID()}` : imageURL,
    }),
  });
  return { ...results, ...(results.data && { data: results.data.map(renamedItem) }) };
}

/** Reports everything as in progress. */
function atWork(results: Envelope): Envelope {
  const { data } = results;
  return { ...results, ...(data && { data: data.map((item) => ({ ...item, status: 'processing' })) }) };
}

/** Lists only what has failed. */
function failuresAlone({ data, ...results }: Envelope): Envelope {
  return results;
}

/** Turns the errors of failed generations into items of `data`. Errors about the request remain errors. */
function withErrorsInData({ errors = [], data = [], ...rest }: Envelope): Envelope {
  const isFailure = ({ status }: JsonObject): boolean => status === 'error';
  const failures = errors.filter(isFailure).map(({ taskType, taskUUID, status, ...error }) => ({
    taskType,
    taskUUID,
    status,
    error,
  }));
  const others = errors.filter((error) => !isFailure(error));
  const items = [...data, ...failures];
  return { ...rest, ...(items.length > 0 && { data: items }), ...(others.length > 0 && { errors: others }) };
}

/** Undocumented members, one of them with a name that is dangerous to copy. */
const NOVELTIES = {
  novelty: { since: 'tomorrow', levels: [1, null, 'x'] },
  ['__proto__']: { polluted: true },
};

function withUnknownFields(results: Envelope, taskUUID: string | undefined): Envelope {
  const extended = (items: readonly JsonObject[]): JsonObject[] =>
    items.map((item) => ({ ...item, ...NOVELTIES }));
  const { data, errors } = results;
  const items = [{ taskType: 'novelty', taskUUID, ...NOVELTIES }, { taskType: 'novelty' }];
  return {
    ...results,
    ...NOVELTIES,
    ...(data && { data: [...extended(data), ...items] }),
    ...(errors && { errors: extended(errors) }),
  };
}

function replaced(body: string): (reply: Reply) => Reply {
  return ({ status, headers }) => ({ status, headers, body: Buffer.from(body) });
}

const PAGE = Buffer.from(
  '<!doctype html><html><title>Please wait</title><h1>Checking your browser</h1></html>',
);

/** Replies with status 200 and a wrong body. All of them accept the task. */
export const BODY_FAULTS: readonly Fault[] = [
  mangling(
    'cut-json',
    'sends the first half of the JSON, announced as complete',
    API,
    ({ body, ...reply }) => ({
      ...reply,
      body: firstHalf(body),
    }),
  ),
  mangling('json-null', 'sends JSON that is null', API, replaced('null')),
  mangling('json-array', 'sends JSON that is an array', API, replaced('[{"data":[]}]')),
  mangling('json-string', 'sends JSON that is a string', API, replaced('"data"')),
  {
    name: 'oversized-json',
    description: 'sends endless JSON',
    places: API,
    nature: 'unbounded',
    async inflict({ response, handle }) {
      const { status, headers } = await handle();
      response.writeHead(status, headers);
      await pour(response, endlessly(Buffer.from('{"data":[{"padding":"'), Buffer.alloc(65_536, 'x')));
    },
  },
  mangling('html-page', 'sends an HTML page with status 200', EVERYWHERE, () => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: PAGE,
  })),
  mangling('page-404', 'sends an HTML page with status 404, as a gateway does', ['poll', 'details'], () => ({
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: PAGE,
  })),
  mangling('json-as-html', 'sends the right JSON, declared as text/html', API, ({ headers, ...reply }) => ({
    ...reply,
    headers: { ...headers, 'content-type': 'text/html' },
  })),
  mangling(
    'results-twice',
    'lists every result twice in one reply',
    ['submit', 'poll', 'details'],
    (reply, exchange) => editResults(reply, exchange, twice),
  ),
  mangling(
    'out-of-order',
    'lists the results in a different order each time',
    ['poll', 'details'],
    (reply, exchange) => editResults(reply, exchange, (results) => rotated(results, exchange.ordinal)),
  ),
  mangling(
    'other-names',
    'gives every result a different imageUUID in each reply',
    ['poll', 'details'],
    (reply, exchange) => editResults(reply, exchange, (results) => renamed(results, false)),
  ),
  mangling(
    'other-names-and-addresses',
    'gives every result a different imageUUID and URL in each reply, in a different order each time',
    ['poll', 'details'],
    (reply, exchange) =>
      editResults(reply, exchange, (results) => rotated(renamed(results, true), exchange.ordinal)),
  ),
  mangling(
    'at-work',
    'lists everything as in progress, although with URLs',
    ['poll', 'details'],
    (reply, exchange) => editResults(reply, exchange, atWork),
  ),
  mangling(
    'unlisted-images',
    'lists the failed generations, and none of the others',
    ['poll', 'details'],
    (reply, exchange) => editResults(reply, exchange, failuresAlone),
  ),
  mangling(
    'errors-in-data',
    'lists failures as items of `data` with an `error`',
    ['poll', 'details'],
    (reply, exchange) => editResults(reply, exchange, withErrorsInData),
  ),
  mangling(
    'unknown-fields',
    'adds unknown members everywhere, and items of an unknown taskType',
    API,
    (reply, { taskUUID }) => {
      const edit: Edit = (envelope) => withUnknownFields(envelope, taskUUID);
      return editBody(reply, (body) => edit(inArchive(edit)(body)));
    },
  ),
];
