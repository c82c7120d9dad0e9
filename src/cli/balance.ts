import { ServiceError } from '../task/errors';
import { explain } from '../task/explain';
import { formatMoney } from '../task/prices';
import { english } from './print-reports';
import { openRunware } from './service';
import { jsonLines, print, log } from './terminal';

export interface BalanceOptions {
  readonly endpoint: string | undefined;
  readonly json: boolean;
}

/** Prints the balance of the account. Returns the exit code. */
export async function balance({ endpoint, json }: BalanceOptions): Promise<number> {
  const { backend, close } = openRunware(endpoint);
  try {
    // Ctrl+C may simply end the program, since there is nothing to clean up.
    const dollars = await backend.balance(new AbortController().signal);
    print(...(json ? jsonLines({ balance: dollars }) : [`$${formatMoney(dollars)}`]));
    return 0;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const [{ code, class: errorClass, message }] = error.errors;
    log(`${explain(error.errors[0], english).title}: ${message} [${code}]`);
    if (json) print(...jsonLines({ balance: null, errors: [{ code, class: errorClass, message }] }));
    return 1;
  } finally {
    await close();
  }
}
