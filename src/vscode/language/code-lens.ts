import {
  CodeLens,
  type CodeLensProvider,
  type Disposable,
  type Event,
  EventEmitter,
  languages,
  l10n,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { isBlocked } from '../../lint/lint';
import type { Controls } from '../documents/controls';
import { asPromptDocument, PROMPT_FILES } from '../documents/prompt-documents';
import { describeOffer, makeOffer } from '../generate/offer';
import type { Linter } from '../linting/linter';
import type { ApiKey } from '../platform/api-key';
import { COMMANDS } from '../platform/contributions';

/** The line above a document: what Generate will do and what that costs, and a link to the panel. */
export class GenerateLens implements CodeLensProvider, Disposable {
  private readonly linter: Linter;
  private readonly controls: Controls;
  private readonly apiKey: ApiKey;
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor(linter: Linter, controls: Controls, apiKey: ApiKey) {
    this.linter = linter;
    this.controls = controls;
    this.apiKey = apiKey;
    const refresh = () => this.changed.fire();
    this.subscriptions = [
      this.changed,
      controls.onDidChange(refresh),
      apiKey.onDidChange(refresh),
      workspace.onDidGrantWorkspaceTrust(refresh),
      languages.registerCodeLensProvider([...PROMPT_FILES], this),
    ];
  }

  get onDidChangeCodeLenses(): Event<void> {
    return this.changed.event;
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const prompt = asPromptDocument(document);
    if (!prompt) return [];
    const top = new Range(0, 0, 0, 0);
    const studio = new CodeLens(top, {
      title: `$(open-preview)\u00a0${l10n.t('Open Studio')}`,
      command: COMMANDS.openStudio,
      arguments: [document.uri],
    });
    // An empty document has no problems that a person could fix.
    if (document.getText().trim() === '') return [studio];
    const offer = isBlocked(this.linter.lint(prompt))
      ? undefined
      : await makeOffer(prompt, this.controls, this.apiKey);
    const title = offer ? describeOffer(offer) : l10n.t('Fix the problems to generate');
    return [
      new CodeLens(top, {
        title: `$(${offer ? 'sparkle' : 'error'})\u00a0${title}`,
        command: offer?.tasks.length === 0 ? COMMANDS.setApiKey : COMMANDS.generate,
        arguments: [document.uri],
      }),
      studio,
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
