import { type NamespaceMap, XmlDocument, XmlElement, type XmlNode } from "libxml2-wasm";
import type { Identifier } from "~/domain/en16931/model";
import { type Exact, readExact } from "~/shared/exact";

/** A place in an XML document, read by XPath. What is not there is left out. */
export class Place {
  constructor(
    private readonly node: XmlNode,
    private readonly namespaces: NamespaceMap,
  ) {}

  get name(): string {
    return this.node instanceof XmlElement ? this.node.name : "";
  }

  all(path: string): Place[] {
    return this.node.find(path, this.namespaces).map((node) => new Place(node, this.namespaces));
  }

  one(path: string): Place | undefined {
    return this.all(path)[0];
  }

  text(path: string): string | undefined {
    return this.one(path)?.node.content.trim();
  }

  exact(path: string): Exact | undefined {
    const text = this.text(path);
    return text === undefined ? undefined : (readExact(text) ?? undefined);
  }

  identifier(path: string, scheme = "@schemeID"): Identifier | undefined {
    const at = this.one(path);
    if (!at) return undefined;
    const of = at.text(scheme);
    return of === undefined ? { id: at.node.content.trim() } : { id: at.node.content.trim(), scheme: of };
  }

  identifiers(path: string, scheme = "@schemeID"): Identifier[] {
    return this.all(path).flatMap((at) => at.identifier(".", scheme) ?? []);
  }
}

/** The root of a document in a file's text. */
export function rootOf(xml: string, namespaces: NamespaceMap): Place {
  // Its memory is the process's: a test's few files need not be freed.
  const document = XmlDocument.fromString(xml);
  return new Place(document.root, namespaces);
}

/** Without what is undefined: the model's fields are there or not. */
export const given = <T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
