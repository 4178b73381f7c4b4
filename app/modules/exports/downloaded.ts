const EVENT = {
  action: "export.downloaded",
  entity: "export",
  entityVersion: 1,
  changes: {},
} as const;

/** The event of the trail that everything of the business was taken along. */
export const everythingDownloaded = EVENT;

/** The same of less than everything: the list of its numbers, or what is stored about the person who asks. */
export const fileDownloaded = (file: "numbers" | "own-data") => ({ ...EVENT, entityId: file });
