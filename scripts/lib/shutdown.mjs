import { constants } from "node:os";
import { stopAll } from "./processes.mjs";
import { complain, explain } from "./say.mjs";

/** @type {(() => void)[]} */
const afterwards = [];

/** Does this when the script ends, after every process has: removing a folder, for example. @param {() => void} what */
export function whenDone(what) {
  afterwards.push(what);
}

let leaving = false;

/** Ends all processes, cleans up, exits. Later calls change nothing. @param {number} code */
export async function leave(code) {
  if (leaving) return;
  leaving = true;
  try {
    await stopAll();
    for (const what of afterwards) what();
  } catch (error) {
    complain(explain(error));
    process.exit(code || 1);
  }
  process.exit(code);
}

/** Whether the script is on its way out, so that an ending process is no news. */
export const isLeaving = () => leaving;

/**
 * Runs a script's main function: whatever ends it (its return, a failure, Ctrl-C), every process that it
 * started ends too.
 * @param {() => Promise<number>} main returns the exit code
 */
export function runScript(main) {
  let firstSignal = 0;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      // One Ctrl-C comes twice, from the terminal and from npm. A person's second one means: now.
      if (firstSignal > 0 && Date.now() - firstSignal > 1000) process.exit(128 + constants.signals[signal]);
      firstSignal = firstSignal || Date.now();
      leave(128 + constants.signals[signal]);
    });
  }
  /** @param {unknown} error */
  const failed = (error) => {
    if (leaving) return;
    complain(explain(error));
    leave(1);
  };
  process.on("uncaughtException", failed);
  process.on("unhandledRejection", failed);
  main().then(leave, failed);
}
