import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** The processes of this name that this one has started. */
export function childrenCalled(name: string): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "ppid=,pid=,comm="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [parent, pid, command = ""] = line.trim().split(/\s+/);
    return Number(parent) === process.pid && command.endsWith(name) ? [Number(pid)] : [];
  });
}

/** Seconds of processor time that a process has used so far; null where the system does not tell (no /proc). */
export function cpuOf(pid: number): number | null {
  if (!existsSync("/proc/self/stat")) return null;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Its name, in brackets, may have spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident megabytes of a process. */
export const residentOf = (pid: number): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
