/** What became of asking the copies, as the Workers' log lines tell. */
export function statesIn(lines: readonly string[]): string {
  const states = lines.flatMap((line) => /"replica":"(\w+)"/.exec(line)?.[1] ?? []);
  return [...new Set(states)]
    .map((state) => `${states.filter((each) => each === state).length} ${state}`)
    .join(", ");
}
