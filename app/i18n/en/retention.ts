/** How long a business keeps what it issued. */
export const retention = {
  title: "How long invoices are kept",
  description:
    "Issued invoices, and the activity of their time, are deleted by themselves when the time is over. You can make the time longer, never shorter. Drafts that nobody changed go after two years.",
  notSaved: "The time was not saved",
  years: "Years to keep issued invoices",
  button: "Save years",
  bounds: "Enter a number of years from 1 to {most}.",
  least:
    "At least {years} ({source}), counted from the end of the year in which an invoice was issued, or of its date if that is later.",
  leastChosen:
    "At least {years}, as chosen before: the time can be made longer, never shorter. The law asks for {law} ({source}), counted from the end of the year in which an invoice was issued, or of its date if that is later.",
  leastFiscal:
    "At least {years} ({source}), counted from the end of the fiscal year in which an invoice was issued, or of its date if that is later.",
  leastChosenFiscal:
    "At least {years}, as chosen before: the time can be made longer, never shorter. The law asks for {law} ({source}), counted from the end of the fiscal year in which an invoice was issued, or of its date if that is later.",
  leastAfterFiscal:
    "At least {years} ({source}), counted from the end of the calendar year in which that fiscal year ends, the one in which an invoice was issued, or of its date if that is later.",
  leastChosenAfterFiscal:
    "At least {years}, as chosen before: the time can be made longer, never shorter. The law asks for {law} ({source}), counted from the end of the calendar year in which that fiscal year ends, the one in which an invoice was issued, or of its date if that is later.",
  law: {
    one: "The law asks for {count} year or more.",
    other: "The law asks for {count} years or more.",
  },
  chosen: {
    one: "{count} year was chosen before, and the time can only be made longer. Enter {count} or more.",
    other: "{count} years were chosen before, and the time can only be made longer. Enter {count} or more.",
  },
} as const;
