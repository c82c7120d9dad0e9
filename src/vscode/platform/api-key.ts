import type { Disposable, Event, SecretStorage } from 'vscode';
import { EventEmitter } from 'vscode';

const SECRET = 'structuredPrompt.apiKey';

/** The user's key: kept in the editor's secret storage and nowhere else. */
export class ApiKey implements Disposable {
  private readonly secrets: SecretStorage;
  private readonly changed = new EventEmitter<void>();
  private readonly subscription: Disposable;

  constructor(secrets: SecretStorage) {
    this.secrets = secrets;
    this.subscription = secrets.onDidChange(({ key }) => {
      if (key === SECRET) this.changed.fire();
    });
  }

  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  read(): Thenable<string | undefined> {
    return this.secrets.get(SECRET);
  }

  async isSet(): Promise<boolean> {
    return (await this.read()) !== undefined;
  }

  store(key: string): Thenable<void> {
    return this.secrets.store(SECRET, key);
  }

  clear(): Thenable<void> {
    return this.secrets.delete(SECRET);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
