/** What error pages say: what happened and what to do next, never why in our terms. `kept`: where the page can send the form once more. */
export const errors = {
  newer: "Something is not right. Reload the page, then try again.",
  again: "Try again",
  start: "Go to the start",
  secretAgain: { password: "Password", currentPassword: "Current password" },
  pages: {
    forbidden: {
      title: "You can't do that here",
      text: "Your role in this business doesn't allow it, or the request came from another site. Go back and try from the page itself.",
    },
    notFound: {
      title: "There is nothing at this address",
      text: "The page may have moved, or it belongs to a business you are not a member of. Check the address or go back to the start.",
    },
    method: {
      title: "This address doesn't work that way",
      text: "Go back and use the links and buttons of the page.",
    },
    conflict: {
      title: "Somebody else saved this first",
      text: "Nothing of yours was stored. Reload the page to see what is there now, then make your change again.",
    },
    tooLarge: {
      title: "That is too much at once",
      text: "The form holds more than can be sent in one go. Go back, shorten it and try again; what you typed should still be there.",
    },
    unusable: {
      title: "That form can't be used",
      text: "Something in it was missing or changed on the way. Go back, reload the page and try again.",
    },
    tooMany: {
      title: "That was a lot in a short time",
      text: "Wait a minute, then try again. Nothing was lost.",
      kept: "Wait a minute, then try again. What you typed is kept in this page.",
    },
    broken: {
      title: "Something broke on our side",
      text: "It is not your doing. Try again; if it happens a second time, write to us with the request below.",
      kept: "It is not your doing. What you typed is kept in this page: try again. If it happens a second time, write to us with the request below.",
    },
    away: {
      title: "The database can't be reached just now",
      text: "Wait a few seconds and try again; it usually is back soon.",
      kept: "What you typed is kept in this page: try again in a few seconds. It is stored once, however often you try.",
    },
    offline: {
      title: "There is no connection just now",
      text: "The page could not be asked for. Check the network of this device, then try again.",
      kept: "What you typed is kept in this page: check the network of this device, then try again. It is stored once, however often you try.",
    },
  },
  /** Why a form was not carried out, where its page has nothing better to say. */
  refusals: {
    keyReused: "This form was sent before with other content, and that was saved. Reload the page to see it.",
    stale: "Somebody else saved this while you were editing it. Nothing of yours is stored yet.",
    status: "That is no longer possible: the invoice has moved on. Reload the page to see it.",
    archived: "It is archived. Bring it back first.",
    erased: "This client was erased: nothing of it can be changed, brought back or used for anything new.",
    noLines: "Add at least one line before you issue the invoice.",
    client: "Choose a client of this business that is not archived.",
    taxRate:
      "Choose a tax rate of this business. An archived one is for no new invoice, nor is an archived reason for no tax.",
    paidDate: "Enter the day on which the money came: today or earlier.",
    currency: "The currency is the client’s now. Check it and the amounts, then save again.",
    receivable: "It is not paid yet. Confirm that you want to archive it all the same.",
    earlyPayment: "The discount ends later than the invoice is due. Enter fewer days.",
    number: "That number would not follow the ones already given.",
    lastOwner: "A business needs at least one owner.",
    default: "Choose another default first.",
    constraint: "That can't be stored as it is. Check the form and try again.",
  },
} as const;
