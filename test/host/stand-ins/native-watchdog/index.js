'use strict';

const PARENT_GONE = 87;
const INTERVAL_MS = 2000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends this process when the process `pid` (the server, for an extension host) is gone. */
exports.start = (pid) => {
  const timer = setInterval(() => {
    if (!isAlive(pid)) process.exit(PARENT_GONE);
  }, INTERVAL_MS);
  timer.unref();
};

exports.exit = (code) => process.exit(code ?? 0);
