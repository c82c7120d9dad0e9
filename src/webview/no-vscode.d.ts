// The webview has no `vscode` module: this empty declaration stands in its place so that an import of it does not compile.
export {};
