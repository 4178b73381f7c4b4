/** Erasing a client, a business, an account; what the law keeps of them. */
export const erasure = {
  nothing: "Nothing was erased",
  tick: "Tick the box: this can't be undone.",
  client: {
    title: "Erase client",
    question: "Erase {client}?",
    what: "What goes at once, and what is kept",
    erased: "Erased",
    erasedFacts: "Name, addresses, tax ids, contact and notes of the client",
    drafts: "Drafts deleted",
    notes: "Internal notes erased",
    issued: "Issued invoices kept",
    until: "Kept until",
    why: "Why",
    law: "GDPR Art. 17(3)(b): the law asks to keep issued invoices ({source})",
    lawAndLonger: {
      one: "GDPR Art. 17(3)(b): the law asks to keep issued invoices ({source}), and this business keeps them {count} year",
      other:
        "GDPR Art. 17(3)(b): the law asks to keep issued invoices ({source}), and this business keeps them {count} years",
    },
    stay: "Issued invoices stay as they are",
    stayText:
      "They bear the client's name and address as they were. They can be seen and exported, not used for anything new, and are deleted when their time is over. It counts from the end of the year in which an invoice was issued, or of its date, whichever is later.",
    meant: "Yes, erase this client",
    button: "Erase client",
  },
  business: {
    title: "Erase business",
    willBe: "This business will be erased",
    on: "On {day}, unless an owner keeps it",
    until: "Until then everything is as it was. Download everything if you have not.",
    keepMeant: "Yes, keep this business",
    keepButton: "Keep business",
    erase: "Erase this business",
    grace: "You have 30 days to log in and keep it after all. Then nobody can open it any more.",
    downloadFirst: "Download everything first",
    what: "Drafts, clients without an issued invoice, settings and notes are deleted. Issued invoices and the activity are kept out of reach until the law no longer asks for them (GDPR Art. 17(3)(b); {source}), and then deleted too. Whoever runs this program can hand them to you or to an auditor.",
    meant: "Yes, erase this business",
    button: "Erase business",
  },
} as const;
