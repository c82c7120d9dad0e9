import { ServiceError } from '../task/errors';
import { explain } from '../task/explain';
import { formatMoney } from '../task/prices';
import { english } from './print';
import { jsonLines, say, tell } from './say';
import { openRunware } from './service';

export interface BalanceOptions {
  readonly endpoint: string | undefined;
  readonly json: boolean;
}

/** Prints what is left in the account. Returns the exit code. */
export async function balance({ endpoint, json }: BalanceOptions): Promise<number> {
  const { backend, close } = openRunware(endpoint);
  try {
    // Nothing has to be put in order when it is interrupted: that ends the program.
    const dollars = await backend.balance(new AbortController().signal);
    say(...(json ? jsonLines({ balance: dollars }) : [`$${formatMoney(dollars)}`]));
    return 0;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const [{ code, class: errorClass, message }] = error.errors;
    tell(`${explain(error.errors[0], english).title}: ${message} [${code}]`);
    if (json) say(...jsonLines({ balance: null, errors: [{ code, class: errorClass, message }] }));
    return 1;
  } finally {
    await close();
  }
}
