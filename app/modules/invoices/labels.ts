/** What the controls of an invoice's form are called, by field; its lines are compared line by line. */
export const invoiceLabels = {
  client: "Client",
  issueDate: "Issue date",
  dueDate: "Due date",
  currency: "Currency",
  deliveryDate: "Delivery date",
  buyerReference: "Buyer reference",
  orderReference: "Order number",
  discount: "Discount on everything",
  note: "Note",
  internalNote: "Internal note",
} as const;
