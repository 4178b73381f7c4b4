/** A loader that asks once and then gives the same out of memory. */
export function keptIn<Args, Data>(load: (args: Args) => Promise<Data>): (args: Args) => Promise<Data> {
  let kept: Data | undefined;
  return async (args) => {
    kept ??= await load(args);
    return kept;
  };
}
