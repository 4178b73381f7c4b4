import { type HTMLElement, parse } from "node-html-parser";

const squeezed = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** What came back, read as a person reads it: headings, labels, links, messages. */
export class Page {
  readonly document: HTMLElement;

  constructor(
    readonly response: Response,
    /** The body as it came. */
    readonly html: string,
  ) {
    this.document = parse(html, { comment: false });
  }

  static async of(response: Response): Promise<Page> {
    return new Page(response, await response.text());
  }

  get status(): number {
    return this.response.status;
  }

  get headers(): Headers {
    return this.response.headers;
  }

  /** Where a redirect leads; null when it is none. */
  get location(): string | null {
    return this.headers.get("Location");
  }

  /** All that can be read, in one line; scripts are no text. */
  get text(): string {
    const body = this.document.querySelector("body")?.clone() as HTMLElement | undefined;
    for (const script of body?.querySelectorAll("script, style") ?? []) script.remove();
    return squeezed(body?.structuredText ?? "");
  }

  get heading(): string {
    return squeezed(this.document.querySelector("h1")?.text ?? "");
  }

  get title(): string {
    return squeezed(this.document.querySelector("title")?.text ?? "");
  }

  /** What the page says went wrong, or right: every role=alert and role=status. */
  get messages(): string {
    return squeezed(
      this.document
        .querySelectorAll("[role=alert], [role=status]")
        .map((each) => each.structuredText)
        .join(" "),
    );
  }

  /** Where the link of this name leads; null when there is none. */
  link(name: string): string | null {
    const links = this.document.querySelectorAll("a");
    return links.find((each) => squeezed(each.text) === name)?.getAttribute("href") ?? null;
  }

  /** The control with this label. */
  control(label: string): HTMLElement {
    const found = this.document
      .querySelectorAll("label")
      .find((each) => squeezed(each.text).startsWith(label));
    const control =
      this.document.getElementById(found?.getAttribute("for") ?? "") ??
      found?.querySelector("input, select, textarea");
    if (!control)
      throw new Error(`No control is labelled "${label}". The page says: ${this.text.slice(0, 500)}`);
    return control;
  }

  /** What stands in the control with this label. */
  value(label: string): string {
    return contentOf(this.control(label)) ?? "";
  }

  /** The fields of the form with a button of this name, hidden ones too, as a browser would send them untouched. */
  form(button: string): Record<string, string> {
    const named = (each: HTMLElement) =>
      squeezed(each.text) === button || each.getAttribute("aria-label") === button;
    const form = this.document
      .querySelectorAll("form")
      .find((each) => each.querySelectorAll("button").some(named));
    if (!form) throw new Error(`No form has a button "${button}". The page says: ${this.text.slice(0, 500)}`);
    const fields: Record<string, string> = {};
    for (const control of form.querySelectorAll("input, select, textarea")) {
      const name = control.getAttribute("name");
      const value = contentOf(control);
      if (name && value !== null && !control.hasAttribute("disabled")) fields[name] = value;
    }
    const pressed = form.querySelectorAll("button").find(named);
    const name = pressed?.getAttribute("name");
    if (name) fields[name] = pressed?.getAttribute("value") ?? "";
    return fields;
  }

  /** The rows of the page's table: the text of every cell. */
  get rows(): string[][] {
    return this.document
      .querySelectorAll("tbody tr")
      .map((row) => row.querySelectorAll("th, td").map((cell) => squeezed(cell.text)));
  }

  /** The page without what differs from request to request: its id and the nonce. */
  get comparable(): string {
    const nonce = /'nonce-([^']+)'/.exec(this.headers.get("Content-Security-Policy") ?? "")?.[1] ?? "";
    const id = this.headers.get("X-Request-Id") ?? "";
    const strip = (text: string) =>
      [nonce, id].filter(Boolean).reduce((rest, each) => rest.replaceAll(each, "…"), text);
    return strip(JSON.stringify([this.status, [...this.headers].sort(), this.html]));
  }
}

/** Null: a browser would not send it. */
function contentOf(control: HTMLElement): string | null {
  if (control.tagName === "TEXTAREA") return control.text.replace(/^\n/, "");
  if (control.tagName === "SELECT") {
    const options = control.querySelectorAll("option");
    const chosen = options.find((option) => option.hasAttribute("selected")) ?? options[0];
    return chosen?.getAttribute("value") ?? "";
  }
  const type = control.getAttribute("type");
  if ((type === "checkbox" || type === "radio") && !control.hasAttribute("checked")) return null;
  return control.getAttribute("value") ?? (type === "checkbox" ? "on" : "");
}
