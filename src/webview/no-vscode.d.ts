// The webview has no `vscode` module. This empty declaration replaces it, so that an import of it does not compile.
export {};
