/** Everything of a business as one archive. What is in the archive stays as it is in every language. */
export const exports = {
  title: "Download everything",
  description:
    "One ZIP archive with every table as CSV and JSON, each invoice as it is printed, and a list of all files with their checksums. It is yours: keep it, give it to your accountant, or take it to another program.",
  ready: "The archive is ready",
  readyText: "It is made while you download it, and holds names, addresses and bank details: keep it safe.",
  download: "Download archive",
  notPrepared: "The archive was not prepared",
  prepare: "Prepare archive",
} as const;
