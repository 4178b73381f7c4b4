/** How long an answer is given again. */
const TTL_MS = 1_000;
/** Whoever asked first may have gone away, and their question with them. */
const TIMEOUT_MS = 2_000;

interface SharedAnswer<T> {
  readonly at: number;
  readonly answer: Promise<T>;
  isSettled: boolean;
}

/**
 * Asks at most once a second for each key, however many want to know: those who come meanwhile share the answer. `now`: the clock of
 * whoever wants to know, milliseconds. Rejects for all of them alike, and within two seconds. Holds one question at a time: an isolate has
 * one database.
 */
export function onceASecond<T>() {
  let last: (SharedAnswer<T> & { readonly key: string }) | undefined;
  return (key: string, now: number, ask: () => Promise<T>): Promise<T> => {
    const known = last?.key === key ? last : undefined;
    const age = known ? now - known.at : 0;
    if (known && age >= 0 && age < (known.isSettled ? TTL_MS : TIMEOUT_MS)) return withTimeout(known.answer);
    const shared = { key, at: now, answer: ask(), isSettled: false };
    last = shared;
    const settle = () => {
      shared.isSettled = true;
    };
    shared.answer.then(settle, settle);
    return shared.answer;
  };
}

/** The answer to somebody else's question: it never comes where the Worker let go of theirs. */
async function withTimeout<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("nobody answered")), TIMEOUT_MS - 100);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
