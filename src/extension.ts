import { type ExtensionContext, window } from 'vscode';
import { CanonicalizeCommand } from './vscode/commands/canonicalize';
import { ClearApiKeyCommand } from './vscode/commands/clear-api-key';
import { DraftCommand } from './vscode/commands/draft';
import { GenerateCommand } from './vscode/commands/generate';
import { GenerateFolderCommand } from './vscode/commands/generate-folder';
import { NewPromptCommand } from './vscode/commands/new-prompt';
import { OpenStudioCommand } from './vscode/commands/open-studio';
import { RestorePromptCommand } from './vscode/commands/restore-prompt';
import { SetApiKeyCommand } from './vscode/commands/set-api-key';
import { ShowBalanceCommand } from './vscode/commands/show-balance';
import { ShowLogCommand } from './vscode/commands/show-log';
import { ActivePrompt } from './vscode/documents/active-prompt';
import { Controls } from './vscode/documents/controls';
import { Restorer } from './vscode/documents/restore';
import { RunLocations } from './vscode/documents/run-locations';
import { Drafter } from './vscode/generate/draft/drafter';
import { FolderGenerator } from './vscode/generate/folder-generator';
import { Generator } from './vscode/generate/generator';
import { Hints } from './vscode/generate/hints';
import { InterruptedRuns } from './vscode/generate/interrupted-runs';
import { Resumer } from './vscode/generate/resumer';
import { GenerateLens } from './vscode/language/code-lens';
import { PaletteColors } from './vscode/language/colors';
import { ImageDrop } from './vscode/language/image-drop';
import { MendedPaste } from './vscode/language/mended-paste';
import { NoWords } from './vscode/language/no-words';
import { Outline } from './vscode/language/outline';
import { PhraseCompletions } from './vscode/language/phrases';
import { EditorSchemas } from './vscode/language/schemas';
import { SizeCompletions } from './vscode/language/sizes';
import { Diagnostics } from './vscode/linting/diagnostics';
import { Linter } from './vscode/linting/linter';
import { QuickFixes } from './vscode/linting/quick-fixes';
import { RulePages } from './vscode/linting/rule-pages';
import { Selection } from './vscode/panel/selection';
import { Studio } from './vscode/panel/studio';
import { ApiKey } from './vscode/platform/api-key';
import { registerCommands } from './vscode/platform/command';
import { RunActions } from './vscode/run-actions/actions';
import { RunPrompts } from './vscode/run-actions/run-prompts';
import { showRun } from './vscode/run-actions/show-run';
import { Connections } from './vscode/runs/connections';
import { RunService } from './vscode/runs/run-service';
import { RunWatcher } from './vscode/runs/run-watcher';
import { Spending } from './vscode/runs/spending';
import { runCommands } from './vscode/tree/run-commands';
import { RunsTree } from './vscode/tree/runs-tree';
import { RunsView } from './vscode/tree/runs-view';

/** Builds the services and registers the features; everything is disposed of with the context. */
export function activate(context: ExtensionContext): void {
  const { extensionUri, workspaceState } = context;
  const locations = new RunLocations(context.storageUri ?? context.globalStorageUri);
  const log = window.createOutputChannel('Structured Prompt Studio', { log: true });
  const apiKey = new ApiKey(context.secrets);
  const controls = new Controls(workspaceState);
  const runs = new RunService(log);
  const linter = new Linter(controls);
  const connections = new Connections(apiKey);
  const resumer = new Resumer(runs, connections);
  const spending = new Spending(runs);
  const services = { runs, connections, linter, controls, apiKey, hints: new Hints(), locations };
  const generator = new Generator(services);
  const selection = new Selection(workspaceState);
  const prompts = new RunPrompts();
  const actions = new RunActions({ runs, resumer, generator, prompts, controls, locations });
  const restorer = new Restorer(controls);
  const activePrompt = new ActivePrompt();
  const studio = new Studio(
    {
      runs,
      linter,
      controls,
      apiKey,
      selection,
      locations,
      actions,
      prompts,
      restorer,
      extensionUri,
      log,
    },
    activePrompt,
  );
  const watcher = new RunWatcher(runs, locations);
  const tree = new RunsTree(runs, locations);
  context.subscriptions.push(
    apiKey,
    controls,
    runs,
    connections,
    spending,
    linter,
    studio,
    prompts,
    watcher,
    tree,
    new RunsView(tree, watcher),
    new InterruptedRuns({
      runs,
      connections,
      apiKey,
      resumer,
      locations,
      log,
      show: (run) => showRun(run, { studio, controls, locations }),
    }),
    new EditorSchemas(),
    new SizeCompletions(),
    new PhraseCompletions(),
    new ImageDrop(restorer),
    new MendedPaste(),
    new NoWords(),
    new PaletteColors(),
    new Outline(),
    new Diagnostics(linter),
    new QuickFixes(linter),
    new RulePages(extensionUri),
    new GenerateLens(linter, controls, apiKey),
    ...registerCommands([
      new GenerateCommand(generator, activePrompt, studio),
      new GenerateFolderCommand(new FolderGenerator(services)),
      new OpenStudioCommand(studio, controls),
      new NewPromptCommand(extensionUri, controls),
      new DraftCommand(new Drafter({ runs, connections, controls, locations, studio }), apiKey),
      new RestorePromptCommand(restorer),
      new SetApiKeyCommand(apiKey),
      new ClearApiKeyCommand(apiKey),
      new ShowLogCommand(log),
      new ShowBalanceCommand(connections, apiKey, spending, log),
      new CanonicalizeCommand(activePrompt, linter),
      ...runCommands({
        tree,
        actions,
        prompts,
        studio,
        onStage: (action) => studio.performOnStage(action),
      }),
    ]),
    // Last: what ends before it may still have something to say.
    log,
  );
}
