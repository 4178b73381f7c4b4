/** What any form may say of its fields and of itself. */
export const forms = {
  tooLong: "Use at most {most} characters.",
  email: "Enter an e-mail address such as name@example.com.",
  nobodysAddress: "Addresses that end in .invalid reach nobody. Enter one that does.",
  date: "Enter a date such as 2026-01-31.",
  incomplete: "This form is incomplete. Reload the page.",
  reload: "This form is incomplete. Reload the page and try again.",
  kept: "You were logged out before this was saved. Here is everything as you left it: check it, then save it again.",
  strange: "This form has a field that does not belong to it.",
  twice: "This form has a field twice.",
  crowded: "This form has more fields than belong to it.",
  endless: "A text of this form is far too long. Shorten it.",
  linesNotShown: "The lines after that are not shown.",
  line: "Line {number}",
  lines: "Lines",
  useButton: "Use the button of the form.",
  text: {
    notStorable: "This has characters that can't be stored.",
    start: {
      control: "At the start there is a control character ({code}). Take it out, or type the text again.",
      direction:
        "At the start there is a hidden character that turns the order of the letters around ({code}). Take it out, or type the text again.",
      tag: "At the start there is a hidden tag character ({code}). Take it out, or type the text again.",
      filler:
        "At the start there is a character that looks like nothing ({code}). Take it out, or type the text again.",
      hidden:
        "At the start there is a hidden formatting character ({code}). Take it out, or type the text again.",
      unassigned:
        "At the start there is a character that nothing can show ({code}). Take it out, or type the text again.",
      private:
        "At the start there is a character that looks different on every computer ({code}). Take it out, or type the text again.",
      break: "At the start there is a line break. Write this on one line.",
      marks:
        "At the start there are too many accents on one letter ({code}). Take it out, or type the text again.",
    },
    behind: {
      control:
        "Behind “{before}” there is a control character ({code}). Take it out, or type the text again.",
      direction:
        "Behind “{before}” there is a hidden character that turns the order of the letters around ({code}). Take it out, or type the text again.",
      tag: "Behind “{before}” there is a hidden tag character ({code}). Take it out, or type the text again.",
      filler:
        "Behind “{before}” there is a character that looks like nothing ({code}). Take it out, or type the text again.",
      hidden:
        "Behind “{before}” there is a hidden formatting character ({code}). Take it out, or type the text again.",
      unassigned:
        "Behind “{before}” there is a character that nothing can show ({code}). Take it out, or type the text again.",
      private:
        "Behind “{before}” there is a character that looks different on every computer ({code}). Take it out, or type the text again.",
      break: "Behind “{before}” there is a line break. Write this on one line.",
      marks:
        "Behind “{before}” there are too many accents on one letter ({code}). Take it out, or type the text again.",
    },
  },
} as const;
