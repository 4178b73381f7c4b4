import { randomInt } from "node:crypto";
import { connect, createServer } from "node:net";
import { Stop } from "./say.mjs";

/** @param {number} port @param {string} host @returns {Promise<{ port: number } | { refused: string }>} */
function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) =>
      resolve({ refused: /** @type {NodeJS.ErrnoException} */ (error).code ?? "" }),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const address = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve({ port: address.port }));
    });
  });
}

/** The ports this process gave out: one may be named again before its first taker listens on it. */
const given = new Set();

/** Below those that systems give to outgoing connections (Linux from 32768, others from 49152), and above those of known services. */
const [FIRST, LAST] = [15_000, 32_000];

/**
 * A port of 127.0.0.1 that nobody listens on. Not one that the system would name: those are also what outgoing connections come from, so that
 * one could be taken before its server listens on it, or while a server that was ended starts again. By chance, since other runs look too.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(FIRST, LAST);
    if (given.has(port) || !("port" in (await tryListen(port, "127.0.0.1")))) continue;
    given.add(port);
    return port;
  }
  throw new Stop("This machine has no free port on 127.0.0.1. End some programs and try again.");
}

/**
 * Whether something else listens on this port of this machine, by IPv4 or IPv6: a browser may take either
 * for "localhost". A machine without IPv6 is no hindrance.
 * @param {number} port
 */
export async function portTaken(port) {
  const answers = [await tryListen(port, "127.0.0.1"), await tryListen(port, "::1")];
  return answers.some((answer) => "refused" in answer && answer.refused === "EADDRINUSE");
}

/** Whether something answers on a port of 127.0.0.1. @param {number} port @returns {Promise<boolean>} */
export function portAnswers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 2000 });
    /** @param {boolean} answer */
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => done(true));
    // Too busy to answer is not dead.
    socket.once("timeout", () => done(true));
    socket.once("error", () => done(false));
  });
}

/**
 * The port a person asked for with PORT, or the usual one; stops with a sentence when it can't be had.
 * @param {number} usual
 * @param {string} command as typed, for the sentence
 */
export async function wantedPort(usual, command) {
  const text = process.env.PORT || String(usual);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1024 || port > 65535) {
    throw new Stop(`PORT must be a number from 1024 to 65535, not "${text}": PORT=${usual} ${command}`);
  }
  if (!(await portTaken(port))) return port;
  throw new Stop(
    `Port ${port} is taken by another program. End that one, or choose another port: ` +
      `PORT=${await freePort()} ${command}`,
  );
}
