import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request as ask } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { freePort } from "../../../scripts/lib/ports.mjs";
import { Stop } from "../../../scripts/lib/say.mjs";
import { ensureObservatory } from "./tools";

/**
 * The most that its scoring gives to what it looks at, without a preload list: 100, and CSP 10, CORP 10, Referrer-Policy 5, no framing 5;
 * and 5 for a session's cookie, where there is one. (5 more are for `integrity` on `<script src>`, of which Remix sends none.)
 */
export const BEST_SCORES = { "signed out": 130, "logging in": 135 };

/** A certificate for localhost, made now and trusted by nobody but the scanner below. */
function makeCertificate(dir: string) {
  const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
  const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  args.push("-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost");
  const made = spawnSync("openssl", [...args, "-keyout", key, "-out", cert], { encoding: "utf8" });
  if (made.status !== 0) throw new Stop(`openssl could not make a certificate: ${made.stderr ?? made.error}`);
  return { key, cert };
}

/** The form that logs somebody in, as a browser would send it. */
const logIn = (fields: { email: string; password: string; key: string }) => ({
  method: "POST",
  path: "/login",
  headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
  body: String(new URLSearchParams(fields)),
});

/**
 * The site by HTTPS. The scanner only asks for "/": with `login` given, its first request is that form in its place, so that it sees the
 * cookies that are set there, and then the dashboard that they lead to.
 */
async function startHttpsFront(target: string, dir: string) {
  const { key, cert } = makeCertificate(dir);
  const { port: targetPort } = new URL(target);
  const files = { key: readFileSync(key), cert: readFileSync(cert) };
  let login: ReturnType<typeof logIn> | undefined;
  const server = createServer(files, (incoming, outgoing) => {
    const { connection: _, host: __, ...headers } = incoming.headers;
    const { body, ...instead } = login ?? { body: "" };
    login = undefined;
    const wanted = { method: incoming.method, path: incoming.url, headers, ...instead };
    const passed = ask({ host: "127.0.0.1", port: targetPort, ...wanted }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    passed.end(body);
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  return {
    host: `localhost:${port}`,
    cert,
    logInFirst(fields: Parameters<typeof logIn>[0]) {
      login = logIn(fields);
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the scanner prints, as far as it is read here. */
export interface Scored {
  scan: { score: number; grade: string; statusCode: number; testsPassed: number; testsQuantity: number };
  tests: Record<string, { pass: boolean; result: string; scoreModifier: number }>;
}

/** Runs the scanner. */
async function scored(program: string, host: string, cert: string): Promise<Scored> {
  const child = spawn(process.execPath, [program, host], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: cert },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once("close", resolve));
  const answer = JSON.parse(text || '{"error":"it printed nothing"}');
  if (answer.error) throw new Stop(`The HTTP Observatory's scanner failed: ${answer.error}`);
  return answer;
}

/**
 * Scores the start page as nobody sees it, and logging in with the dashboard behind it.
 */
export async function observe({
  target,
  login,
  dir,
}: {
  target: string;
  login: Parameters<typeof logIn>[0];
  dir: string;
}) {
  const { program, version } = await ensureObservatory();
  const front = await startHttpsFront(target, dir);
  try {
    const signedOut = await scored(program, front.host, front.cert);
    front.logInFirst(login);
    const loggingIn = await scored(program, front.host, front.cert);
    return { version, scores: { "signed out": signedOut, "logging in": loggingIn } };
  } finally {
    await front.stop();
  }
}
