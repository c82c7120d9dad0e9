// The second extension in the window of npm start: it opens the first things to see. It is no part of the product.
const { commands, StatusBarAlignment, Uri, ViewColumn, window, workspace } = require('vscode');

const PROMPT = 'travel-poster.structured-prompt.json';
/** What the poster's boxes are drawn for: see examples/README.md. */
const SIZE = '1664x2496';
const WALKTHROUGH = 'structured-prompt-studio.structured-prompt-studio#start';

/** @param {import('vscode').ExtensionContext} context */
async function activate({ subscriptions }) {
  if (!isAnythingOpen()) await openPoster();
  subscriptions.push(walkthroughButton());
}

/**
 * In the status bar a window of any width has room for it. In a narrow one a tab of the walkthrough would be out of sight, and
 * VS Code calls it "Welcome".
 */
function walkthroughButton() {
  const button = window.createStatusBarItem('walkthrough', StatusBarAlignment.Left, Number.MAX_SAFE_INTEGER);
  button.name = 'Walkthrough';
  button.text = '$(mortar-board) Walkthrough';
  button.tooltip = 'From an empty file to an image, in four steps';
  button.command = {
    command: 'workbench.action.openWalkthrough',
    title: 'Open Walkthrough',
    arguments: [WALKTHROUGH],
  };
  button.show();
  return button;
}

/** What a person had open before a reload of the window is left alone. */
function isAnythingOpen() {
  return window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
}

/** The poster's prompt, with the studio beside it. */
async function openPoster() {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) return;
  const prompt = Uri.joinPath(folder.uri, PROMPT);
  await window.showTextDocument(prompt, { viewColumn: ViewColumn.One, preview: false });
  await commands.executeCommand('structuredPrompt.openStudio', prompt, SIZE);
}

module.exports = { activate };
