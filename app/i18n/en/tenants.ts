/** A business: its frame and its settings. */
export const tenants = {
  settings: "Settings",
  sections: {
    business: "Business",
    payment: "Payment",
    formats: "Dates and amounts",
    numbering: "Numbering",
    taxRates: "Tax rates",
    members: "Members",
    data: "Your data",
    retention: "Retention",
    erase: "Erase business",
    leave: "Leave business",
  },
  navigation: {
    dashboard: "Dashboard",
    invoices: "Invoices",
    clients: "Clients",
    activity: "Activity",
    settings: "Settings",
  },
} as const;
