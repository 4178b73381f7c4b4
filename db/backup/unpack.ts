import { type Readable, Transform } from "node:stream";

// What comes out of a packed file is bounded while it comes out: what the file says of itself is anybody's to write.

/** Whatever its ratio, so much does no harm. */
const HARMLESS = 64 * 2 ** 20;
/** Our own archives and backups unpack to five to twenty times their size; deflate can reach a thousand. */
const RATIO = 100;
/** A row is far smaller. */
const LONGEST_LINE = 16 * 2 ** 20;

/** How many bytes a file of so many may hold. */
export const mostUnpacked = (packed: number): number => Math.max(HARMLESS, packed * RATIO);

/** The same bytes; ends in an error as soon as there are more than `most`. `what` begins the sentence. */
export function atMost(bytes: Readable, most: number, what: string): Readable {
  let seen = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > most)
        done(new Error(`${what} unpacks to more than ${most} bytes: it is damaged or made to do harm.`));
      else done(null, chunk);
    },
  });
  bytes.on("error", (error) => counted.destroy(error));
  // Nothing is unpacked that nobody reads.
  counted.on("close", () => bytes.destroy());
  return bytes.pipe(counted);
}

/** The lines of UTF-8 text, without their ends; throws at one that no row of ours could be. */
export async function* linesOf(bytes: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk as Buffer, { stream: true });
    let from = 0;
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
      yield rest.slice(from, end).replace(/\r$/, "");
      from = end + 1;
    }
    rest = rest.slice(from);
    if (rest.length > LONGEST_LINE) throw new Error("The file has a line that is far too long.");
  }
  rest += decoder.decode();
  if (rest) yield rest;
}
