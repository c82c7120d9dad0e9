import { money } from './inference';

/** The account of all accepted keys. */
export class Account {
  #balance: number;

  constructor(balance: number) {
    this.#balance = balance;
  }

  /** US dollars. */
  get balance(): number {
    return this.#balance;
  }

  /** Charges the price of a task, or refuses and charges nothing. */
  charge(amount: number): boolean {
    if (money(this.#balance - amount) < 0) return false;
    this.#balance = money(this.#balance - amount);
    return true;
  }

  refund(amount: number): void {
    this.#balance = money(this.#balance + amount);
  }

  /** The reply to `accountManagement`, with the people and keys that a client must not store. */
  details(taskUUID: string): object {
    return {
      taskType: 'accountManagement',
      taskUUID,
      operation: 'getDetails',
      organizationUUID: '2b6cf0a4-6f0e-4d6b-9c0f-5b1a1f4f7a11',
      organizationName: 'Simulated Studio',
      balance: this.#balance,
      team: [
        { name: 'Ada Example', email: 'ada@example.com', role: 'admin' },
        { name: 'Ben Example', email: 'ben@example.com', role: 'member' },
      ],
      apiKeys: [{ name: 'Laptop', apiKey: 'sim****key', enabled: true }],
    };
  }
}
