/** Where Previous and Next lead: the list as it is in the URL, at another cursor. */
export function listLinks(
  url: URL,
  page: { next: string | null; previous: string | null },
): { nextTo?: string; previousTo?: string } {
  const at = (cursor: string | null): string | undefined => {
    if (!cursor) return undefined;
    const params = new URLSearchParams(url.searchParams);
    params.delete("done");
    params.delete("_routes");
    params.set("at", cursor);
    return `?${params}`;
  };
  return { nextTo: at(page.next), previousTo: at(page.previous) };
}
