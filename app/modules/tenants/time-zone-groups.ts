import { timeZones } from "~/shared/dates";

interface Choice {
  readonly value: string;
  readonly label: string;
}

const spaced = (text: string): string => text.replaceAll("_", " ");

/** IANA zone names as the choices of a select: by the region before the first slash, those without one first. */
export function zonesByRegion(zones: readonly string[]): (Choice | { label: string; options: Choice[] })[] {
  const regions = new Map<string, Choice[]>();
  const alone: Choice[] = [];
  for (const zone of zones) {
    const at = zone.indexOf("/");
    if (at < 0) {
      alone.push({ value: zone, label: zone });
      continue;
    }
    const region = zone.slice(0, at);
    const choices = regions.get(region) ?? [];
    choices.push({ value: zone, label: spaced(zone.slice(at + 1)).replaceAll("/", ", ") });
    regions.set(region, choices);
  }
  return [...alone, ...[...regions].map(([label, options]) => ({ label, options }))];
}

/** The zones to choose from, and among them the one that is stored, whatever this engine calls it. */
export function zonesWith(stored: string): string[] {
  const zones = timeZones();
  return zones.includes(stored) ? zones : [stored, ...zones];
}
