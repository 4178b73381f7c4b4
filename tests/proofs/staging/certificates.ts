import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "../../../scripts/lib/say.mjs";

/**
 * A certificate authority of this run's own, and a certificate for localhost that it signed. Made by the system's openssl: Node can't.
 * @returns caFile: for NODE_EXTRA_CA_CERTS
 */
export function makeCertificates(dir: string): { caFile: string; key: Buffer; cert: Buffer } {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(dir, name);
  const openssl = (...args: string[]) => {
    try {
      execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
    } catch (error) {
      throw new Stop(`The certificate for localhost needs openssl, which said: ${error}`);
    }
  };
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const authority = [
    "-subj",
    "/CN=Gapless staging authority",
    "-addext",
    "basicConstraints=critical,CA:TRUE",
  ];
  openssl(
    "req",
    "-x509",
    ...newKey,
    "-days",
    "2",
    "-keyout",
    file("ca.key"),
    "-out",
    file("ca.pem"),
    ...authority,
  );
  openssl(
    "req",
    ...newKey,
    "-keyout",
    file("server.key"),
    "-out",
    file("server.csr"),
    "-subj",
    "/CN=localhost",
  );
  writeFileSync(
    file("server.ext"),
    "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n",
  );
  const signed = [
    "-CA",
    file("ca.pem"),
    "-CAkey",
    file("ca.key"),
    "-CAcreateserial",
    "-extfile",
    file("server.ext"),
  ];
  openssl("x509", "-req", "-in", file("server.csr"), ...signed, "-days", "2", "-out", file("server.pem"));
  return {
    caFile: file("ca.pem"),
    key: readFileSync(file("server.key")),
    cert: readFileSync(file("server.pem")),
  };
}
