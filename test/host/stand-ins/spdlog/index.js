'use strict';

const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

/** The levels in spdlog's order: a logger's level is the index of the least that it writes. */
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let initialLevel = 0;

class Logger {
  #file;
  #level = initialLevel;
  #formatted = true;

  constructor(_kind, _name, file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {
    this.#formatted = true;
  }
  clearFormatters() {
    this.#formatted = false;
  }
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const text = this.#formatted ? `${new Date().toISOString()} [${LEVELS[level]}] ${message}\n` : message;
    try {
      appendFileSync(this.#file, text);
    } catch {
      // The log folder goes away with the window: what is said after that has no place to go.
    }
  }
}

// One assignment a name, so that Node's CommonJS lexer offers each as a named export to `import()`.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => {
  initialLevel = level;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = (name, file) => Promise.resolve(new Logger('rotating', name, file));
exports.createAsyncRotatingLogger = (name, file) => Promise.resolve(new Logger('rotating_async', name, file));
