import { cleanText } from "./text";

/** Names that Windows keeps for devices, whatever follows behind a dot. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;
/** What no file system of today has in a name, or what a shell or an address takes for something else. */
const FORBIDDEN = /[<>:"/\\|?*%\p{Cc}]/gu;

const encoder = new TextEncoder();

/** The text's beginning in at most so many bytes of UTF-8, no character cut. */
function within(text: string, bytes: number): string {
  let [left, cut] = [bytes, ""];
  for (const char of text) {
    left -= encoder.encode(char).length;
    if (left < 0) break;
    cut += char;
  }
  return cut;
}

/**
 * A name that Windows, macOS and Linux all take for a file: visible characters, none that they forbid, no device of Windows, neither
 * empty nor hidden nor ended by a dot or a space. `extension` begins with a dot and stays; both together have at most `bytes` bytes.
 */
export function fileName(text: string, extension: string, bytes = 200): string {
  const plain = cleanText(text, "line")
    .replace(FORBIDDEN, "-")
    .replace(/^[. ]+/, "");
  const stem = within(plain, bytes - encoder.encode(extension).length - 1).replace(/[. ]+$/, "");
  return `${DEVICE.test(stem) ? "_" : ""}${stem || "file"}${extension}`;
}
