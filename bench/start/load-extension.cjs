// Loads the extension as VS Code does, with a module in place of `vscode` of which everything can be taken, called and extended.
//   node bench/start/load-extension.cjs EXTENSION
const Module = require('node:module');

const anything = new Proxy(class {}, {
  get: (target, name) => (name === 'prototype' ? target.prototype : anything),
  apply: () => anything,
});
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));
require(process.argv[2]);
