import { type ExtensionContext, window } from 'vscode';
import { ApiKey } from './vscode/api-key';
import { ClearApiKeyCommand } from './vscode/commands/clear-api-key';
import { CanonicalizeCommand } from './vscode/commands/canonicalize';
import { registerCommands } from './vscode/commands/command';
import { GenerateCommand } from './vscode/commands/generate';
import { NewPromptCommand } from './vscode/commands/new-prompt';
import { OpenStudioCommand } from './vscode/commands/open-studio';
import { SetApiKeyCommand } from './vscode/commands/set-api-key';
import { ShowLogCommand } from './vscode/commands/show-log';
import { Controls } from './vscode/controls';
import { Generator } from './vscode/generator';
import { GenerateLens } from './vscode/language/code-lens';
import { PaletteColors } from './vscode/language/colors';
import { Diagnostics } from './vscode/language/diagnostics';
import { NoWords } from './vscode/language/no-words';
import { Outline } from './vscode/language/outline';
import { PhraseCompletions } from './vscode/language/phrases';
import { QuickFixes } from './vscode/language/quick-fixes';
import { RulePages } from './vscode/language/rule-pages';
import { EditorSchemas } from './vscode/language/schemas';
import { SizeCompletions } from './vscode/language/sizes';
import { Linter } from './vscode/linter';
import { Selection } from './vscode/panel/selection';
import { Studio } from './vscode/panel/studio';
import { RunService } from './vscode/run-service';

/** Builds the services and registers the features; everything is disposed of with the context. */
export function activate(context: ExtensionContext): void {
  const { extensionUri, workspaceState } = context;
  const storage = context.storageUri ?? context.globalStorageUri;
  const log = window.createOutputChannel('Structured Prompt Studio', { log: true });
  const apiKey = new ApiKey(context.secrets);
  const controls = new Controls(workspaceState);
  const runs = new RunService(log);
  const linter = new Linter(controls);
  const generator = new Generator({ runs, linter, controls, apiKey, storage, log });
  const selection = new Selection(workspaceState);
  const studio = new Studio({
    runs,
    linter,
    controls,
    apiKey,
    selection,
    storage,
    generator,
    extensionUri,
    log,
  });
  context.subscriptions.push(
    log,
    apiKey,
    controls,
    runs,
    linter,
    studio,
    new EditorSchemas(),
    new SizeCompletions(),
    new PhraseCompletions(),
    new NoWords(),
    new PaletteColors(),
    new Outline(),
    new Diagnostics(linter),
    new QuickFixes(linter),
    new RulePages(extensionUri),
    new GenerateLens(linter, controls, apiKey),
    ...registerCommands([
      new GenerateCommand(generator, studio),
      new OpenStudioCommand(studio),
      new NewPromptCommand(extensionUri, controls),
      new SetApiKeyCommand(apiKey),
      new ClearApiKeyCommand(apiKey),
      new ShowLogCommand(log),
      new CanonicalizeCommand(studio, linter),
    ]),
  );
}
