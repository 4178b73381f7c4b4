/** The first page of a business. */
export const dashboard = {
  title: "Dashboard",
  asOf: "As of {day}.",
  newInvoice: "New invoice",
  count: { one: "{count} invoice", other: "{count} invoices" },
  archived: { one: "{count} of them archived", other: "{count} of them archived" },
  outstanding: "Outstanding",
  overdue: "Overdue",
  paidMonth: "Paid this month",
  paidYear: "Paid this year",
  allOverdue: "All overdue",
  overdueCaption: "Overdue invoices, oldest first",
  latest: "Latest invoices",
  all: "All invoices",
  allArchived: "All invoices are archived.",
  firstSteps: {
    welcome: "Welcome, {business}",
    three: "Three steps to your first invoice.",
    done: "Done:",
    business: {
      title: "Complete your business details",
      text: "Your address, tax ids and bank account stand on every invoice.",
      label: "Business details",
    },
    client: { title: "Add a client", text: "Whom you invoice, with their address.", label: "New client" },
    invoice: {
      title: "Write the first invoice",
      text: "It is a draft until you issue it; then it gets its number.",
      label: "New invoice",
    },
  },
} as const;
