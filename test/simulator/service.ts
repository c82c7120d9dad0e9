import { isJsonObject, type JsonObject } from '../../src/task/types';
import { refusal, envelope, type ErrorItem, type Outcome } from './errors';
import type { Account } from './account';
import { priceOf, type Runner, type RunningTask } from './runner';
import { identify, validateTask } from './validate';

/** Handles the tasks of authenticated requests. */
export class Service {
  readonly #account: Account;
  readonly #runner: Runner;
  readonly #accepted: JsonObject[] = [];

  constructor(account: Account, runner: Runner) {
    this.#account = account;
    this.#runner = runner;
  }

  /** The accepted `imageInference` tasks, oldest first. */
  get accepted(): readonly JsonObject[] {
    return this.#accepted;
  }

  /**
   * Handles one task of a request. Tasks are independent: a refused one does not block the others. Nothing is awaited
   * until a task is accepted, so that tasks are accepted in the order of their array.
   */
  async handle(task: unknown, request: readonly unknown[]): Promise<Outcome> {
    const problems = validateTask(task);
    if (problems.length > 0 || !isJsonObject(task)) return refusal(400, ...problems);
    if (task['taskType'] === 'imageInference') return this.#infer(task, request);
    const taskUUID = String(task['taskUUID']);
    if (task['taskType'] === 'accountManagement') return success([this.#account.details(taskUUID)]);
    const running = this.#runner.find(taskUUID);
    if (!running) return refusal(404, taskNotFound(task));
    return task['taskType'] === 'getResponse' ? stateOf(running) : detailsOf(running, taskUUID);
  }

  async #infer(task: JsonObject, request: readonly unknown[]): Promise<Outcome> {
    if (this.#runner.find(String(task['taskUUID']))) return refusal(400, taskUUIDTaken(task));
    const price = priceOf(task);
    if (!this.#account.charge(price)) return refusal(402, balanceTooLow(task, price, this.#account.balance));
    this.#accepted.push(task);
    const running = this.#runner.start(task, request);
    if (running.inference.isAsync) return success([identify(task)]);
    await running.done;
    return resultsOf(running);
  }
}

function success(data: readonly object[]): Outcome {
  return { status: 200, data, errors: [] };
}

function errorsOf({ generations }: RunningTask): ErrorItem[] {
  return generations.flatMap((generation) => (generation.state === 'error' ? [generation.error] : []));
}

/** The reply to the task itself: what was made, and what failed. */
function resultsOf(task: RunningTask): Outcome {
  const data = task.generations.flatMap((generation) =>
    generation.state === 'success' ? [generation.item] : [],
  );
  return { status: 200, data, errors: errorsOf(task) };
}

/** The reply to `getResponse`: one item for each generation, finished or not. */
function stateOf(task: RunningTask): Outcome {
  const { taskUUID } = task.inference;
  const data = task.generations.flatMap((generation) => {
    if (generation.state === 'error') return [];
    return generation.state === 'success'
      ? [{ ...generation.item, status: 'success' }]
      : [{ taskType: 'imageInference', taskUUID, status: 'processing' }];
  });
  return { status: 200, data, errors: errorsOf(task) };
}

function detailsOf(task: RunningTask, taskUUID: string): Outcome {
  const response = envelope(stateOf(task));
  return success([{ taskType: 'getTaskDetails', taskUUID, request: task.request, response }]);
}

function taskNotFound(task: JsonObject): ErrorItem {
  const message = `No task with the taskUUID '${String(task['taskUUID'])}' was found.`;
  return { code: 'taskNotFound', message, parameter: 'taskUUID', ...identify(task) };
}

function taskUUIDTaken(task: JsonObject): ErrorItem {
  const message = 'This taskUUID was used before. Every task needs a unique one.';
  return { code: 'conflictTaskUUID', message, parameter: 'taskUUID', ...identify(task) };
}

function balanceTooLow(task: JsonObject, price: number, balance: number): ErrorItem {
  const message = `Insufficient credits: the task costs $${price.toFixed(2)}, the balance is $${balance.toFixed(2)}.`;
  return { code: 'insufficientCredits', message, ...identify(task) };
}
