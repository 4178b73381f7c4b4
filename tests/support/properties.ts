import fc from "fast-check";

/**
 * The same cases in each run of `npm test`, so that a change is judged by what it changes; other ones each night (`npm run proof -- properties`),
 * whose seed the failure names: FC_SEED repeats it.
 */
const { FC_SEED } = process.env;
if (FC_SEED !== "random") fc.configureGlobal({ seed: Number(FC_SEED ?? 20_261_123) });
