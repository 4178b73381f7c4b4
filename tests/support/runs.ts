/** How many cases of a property to try: all, or a share of them where each is run a thousand times (mutation tests). */
export const runs = (cases: number): number =>
  Math.max(50, Math.round(cases * Number(process.env.PROPERTY_SHARE ?? 1)));
